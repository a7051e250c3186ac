"""Several people press the button at once."""

import threading

from django.db import connection


def at_the_same_moment(count, work):
    """Run `work(number)` in `count` threads that start together; return what each returned or raised."""
    barrier, outcomes = threading.Barrier(count), [None] * count

    def run(number):
        try:
            barrier.wait()
            outcomes[number] = work(number)
        except Exception as error:
            outcomes[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[number]) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
