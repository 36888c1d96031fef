package foghorn.app;

/** Where the product starts. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.out.println("Foghorn");
    }
}
