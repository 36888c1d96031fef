package foghorn.notification;

import java.util.concurrent.Semaphore;

/** What this node sends at the same time on one channel: its share of the channel's bound, a fifth of it for lanes 0 and 1 only. */
final class Senders {
    private final int bound;
    private final Resizable all = new Resizable();
    private final Resizable ordinary = new Resizable();

    private static final class Resizable extends Semaphore {
        private static final long serialVersionUID = 1L;
        private int size;

        Resizable() {
            super(0);
        }

        void resize(int wanted) {
            if (wanted > size) {
                release(wanted - size);
            } else {
                reducePermits(size - wanted);
            }
            size = wanted;
        }
    }

    Senders(int bound) {
        this.bound = bound;
        share(1);
    }

    /** Divides the bound among the nodes that live; at least one sender is left. */
    synchronized void share(int nodes) {
        int most = Math.max(1, bound / nodes);
        all.resize(most);
        ordinary.resize(Math.max(1, most - Math.max(1, most / 5)));
    }

    void enter(int lane) throws InterruptedException {
        if (!Lane.isUrgent(lane)) {
            ordinary.acquire();
        }
        try {
            all.acquire();
        } catch (InterruptedException e) {
            if (!Lane.isUrgent(lane)) {
                ordinary.release();
            }
            throw e;
        }
    }

    void leave(int lane) {
        all.release();
        if (!Lane.isUrgent(lane)) {
            ordinary.release();
        }
    }
}
