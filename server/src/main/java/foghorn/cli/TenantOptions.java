package foghorn.cli;

import com.fasterxml.jackson.databind.JsonNode;
import foghorn.app.setup.NewTenant;
import foghorn.app.setup.SetUpResult;
import foghorn.kit.web.Json;
import foghorn.tenant.Problem;
import foghorn.tenant.Problem.FieldError;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options by which an organization is made, and how what was made is printed. */
final class TenantOptions {
    @Option(names = "--organization", required = true, paramLabel = "NAME", description = "The organization's name.")
    private String organization = "";

    @Option(names = "--owner-email", required = true, paramLabel = "ADDRESS", description = "The owner's address.")
    private String ownerEmail = "";

    @Option(names = "--page", required = true, paramLabel = "NAME", description = "The name of its first page.")
    private String page = "";

    @Option(
            names = "--subdomain",
            paramLabel = "NAME",
            description = "The page's subdomain; made from its name if not given.")
    private @Nullable String subdomain;

    @Option(names = "--owner-password-stdin", description = "Read the owner's password from standard input, one line.")
    private boolean passwordFromInput;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    /** Makes what the options say; a wrong one is named by its option. */
    void make(Function<NewTenant, SetUpResult> verb) throws IOException {
        try {
            print(verb.apply(wanted()));
        } catch (Problem.Invalid e) {
            throw new Problem.Invalid(e.errors().stream()
                    .map(error -> new FieldError(option(error.field()), error.message()))
                    .toList());
        }
    }

    private NewTenant wanted() throws IOException {
        return new NewTenant(
                organization,
                ownerEmail,
                page,
                Optional.ofNullable(subdomain),
                passwordFromInput ? password() : Optional.empty());
    }

    private static Optional<String> password() throws IOException {
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        return Optional.of(Optional.ofNullable(input.readLine()).orElse(""));
    }

    private static String option(String field) {
        return field.equals("owner_password") ? "--owner-password-stdin" : "--" + field.replace('_', '-');
    }

    private void print(SetUpResult made) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        JsonNode tree = Json.MAPPER.valueToTree(made);
        if (json) {
            out.println(tree);
            return;
        }
        tree.properties()
                .forEach(entry -> out.printf(
                        "%-18s %s%n",
                        entry.getKey().replace('_', ' '), entry.getValue().asText()));
    }
}
