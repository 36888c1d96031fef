package foghorn.notification;

import java.util.concurrent.Semaphore;

/** The bound on what one channel sends at the same time; a fifth of it serves lanes 0 and 1 only. */
final class Senders {
    private final Semaphore all;
    private final Semaphore ordinary;

    Senders(int most) {
        this.all = new Semaphore(most);
        this.ordinary = new Semaphore(Math.max(1, most - Math.max(1, most / 5)));
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
