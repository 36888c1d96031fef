package foghorn.kit.config;

/** What the product calls itself. */
public final class Product {
    public static final String VERSION = "0.1";

    private Product() {}
}
