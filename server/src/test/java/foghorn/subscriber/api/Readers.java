package foghorn.subscriber.api;

import foghorn.app.ApiClient;
import foghorn.app.TestApi;
import foghorn.kit.id.Ids;
import java.util.ArrayList;
import java.util.List;

/** A page of its own and who follows it, as a program of Alice's organization sees them. */
final class Readers {
    final ApiClient alice;
    final String page;

    Readers(TestApi api) {
        alice = api.alice();
        page = "/v1/pages/" + api.anotherPage();
    }

    String path(String rest) {
        return page + "/subscribers" + rest;
    }

    /** Somebody active; returns the id. */
    String active(String email) {
        return add("\"email\": \"" + email + "\", \"skip_confirmation_notification\": true");
    }

    /** Somebody who has not confirmed; returns the id. */
    String unconfirmed(String email) {
        return add("\"email\": \"" + email + "\"");
    }

    String unconfirmed() {
        return unconfirmed(Ids.next() + "@readers.example");
    }

    String webhook(String endpoint, String contact) {
        return add("\"endpoint\": \"" + endpoint + "\", \"email\": \"" + contact + "\"");
    }

    private String add(String fields) {
        return alice.post(path(""), "{\"subscriber\": {" + fields + "}}").text("/id");
    }

    String component(String name) {
        return alice.post(page + "/components", "{\"component\": {\"name\": \"" + name + "\"}}")
                .text("/id");
    }

    String incident(String name) {
        return alice.post(page + "/incidents", "{\"incident\": {\"name\": \"" + name + "\"}}")
                .text("/id");
    }

    String state(String id) {
        return alice.get(path("/" + id)).text("/state");
    }

    /** The e-mail addresses in a list. */
    List<String> emails(String path) {
        return emails(alice.get(path));
    }

    static List<String> emails(ApiClient.Response answer) {
        var emails = new ArrayList<String>();
        answer.json().forEach(one -> emails.add(one.get("email").textValue()));
        return emails;
    }

    static String named(String... ids) {
        return "{\"subscribers\": [\"" + String.join("\", \"", ids) + "\"]}";
    }
}
