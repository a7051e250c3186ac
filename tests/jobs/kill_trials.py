"""Run by test_kill as a worker of its own: its handlers take their time and leave a trace of every run."""

import sys
import time


def main(traces):
    import django

    django.setup()
    from articles import jobs
    from articles.models import Author

    @jobs.handles("outside", label="outside", lease=2, attempts=50)
    def outside(n):
        time.sleep(0.05)
        with open(traces, "a") as file:
            file.write(f"{n}\n")

    @jobs.handles("inside", label="inside", lease=2, attempts=50, atomic=True)
    def inside(n):
        Author.objects.create(name=f"كاتب {n}", slug=f"written-{n}")
        time.sleep(0.02)

    jobs.Worker(pause=0.1).run()


if __name__ == "__main__":
    main(sys.argv[1])
