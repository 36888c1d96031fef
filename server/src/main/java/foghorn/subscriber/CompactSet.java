package foghorn.subscriber;

/** A set of numbers that spends little more than the eight bytes of each; used by one thread. */
final class CompactSet {
    private static final int FIRST = 1_024;

    /** Places, at most three in four of them taken; 0 is a free one. */
    private long[] places = new long[FIRST];

    private int taken;
    private boolean hasZero;

    /** Adds a number; false if it is there already. */
    boolean add(long number) {
        if (number == 0) {
            boolean isNew = !hasZero;
            hasZero = true;
            return isNew;
        }
        int place = place(places, number);
        if (places[place] == number) {
            return false;
        }
        places[place] = number;
        taken++;
        if (taken > places.length / 4 * 3) {
            grow();
        }
        return true;
    }

    private void grow() {
        var larger = new long[places.length * 2];
        for (long number : places) {
            if (number != 0) {
                larger[place(larger, number)] = number;
            }
        }
        places = larger;
    }

    /** Where a number stands, or would. */
    private static int place(long[] places, long number) {
        int mask = places.length - 1;
        // Numbers that follow one another are spread, too.
        int place = (int) ((number * 0x9E3779B97F4A7C15L) >>> 32) & mask;
        while (places[place] != 0 && places[place] != number) {
            place = (place + 1) & mask;
        }
        return place;
    }
}
