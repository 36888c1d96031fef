package foghorn.incident;

import foghorn.tenant.Problem;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Words that are looked for, in lower case and each once; an incident has to have all of them, each as the beginning of a word. Letters and
 * digits alone make words: nothing that somebody types is an operator.
 */
public record SearchWords(List<String> words) {
    /** Characters of what is typed. */
    public static final int LONGEST = 200;

    private static final int MOST = 16;

    public SearchWords {
        words = List.copyOf(words);
    }

    /** What is longer than anybody types is {@link Problem.Invalid}. */
    public static SearchWords of(String typed) {
        if (typed.codePointCount(0, typed.length()) > LONGEST) {
            throw new Problem.Invalid("q", "must have at most " + LONGEST + " characters");
        }
        var words = wordsIn(typed);
        if (words.size() > MOST) {
            throw new Problem.Invalid("q", "must have at most " + MOST + " words");
        }
        return new SearchWords(List.copyOf(words));
    }

    /** The first words of what is typed, as many as can be looked for. */
    public static SearchWords first(String typed) {
        return new SearchWords(wordsIn(typed).stream().limit(MOST).toList());
    }

    private static LinkedHashSet<String> wordsIn(String typed) {
        var words = new LinkedHashSet<String>();
        var word = new StringBuilder();
        typed.codePoints().forEach(character -> {
            if (isPartOfWord(character)) {
                word.appendCodePoint(character);
            } else {
                add(words, word);
            }
        });
        add(words, word);
        return words;
    }

    private static void add(LinkedHashSet<String> words, StringBuilder word) {
        if (!word.isEmpty()) {
            words.add(lower(word.toString()));
            word.setLength(0);
        }
    }

    static boolean isPartOfWord(int character) {
        return Character.isLetterOrDigit(character)
                || Character.getType(character) == Character.NON_SPACING_MARK
                || Character.getType(character) == Character.COMBINING_SPACING_MARK;
    }

    static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    boolean isEmpty() {
        return words.isEmpty();
    }

    /** One for each word, in PostgreSQL's form. */
    List<String> queries() {
        return words.stream().map(word -> "'" + word + "':*").toList();
    }

    /** Any of the words. */
    String any() {
        return queries().stream().collect(Collectors.joining(" | "));
    }
}
