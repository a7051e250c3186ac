"""What a web process holds, and whether hundreds of thousands of requests leave anything behind."""

import re
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

REQUESTS, ROUNDS = 100_000, 4
# Kept pages, and among them what is made anew for each who asks: addresses that are nothing, and searches.
MIX = """
local paths, counted, words = {%s}, 0, "%%D9%%85%%D8%%B3%%D9%%82%%D8%%B7"
request = function()
  counted = counted + 1
  if counted %% 500 == 0 then return wrk.format("GET", "/search/?q=" .. words .. counted) end
  if counted %% 100 == 0 then return wrk.format("GET", "/nothing-" .. counted .. "/") end
  return wrk.format("GET", paths[counted %% #paths + 1])
end
"""


@dataclass
class Memory:
    """Megabytes: `resident` with what processes share, `own` without."""

    resident: float
    own: float


def of_workers(server):
    """The mean of the processes that `server` has started."""
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
    said = [Path(f"/proc/{child}/smaps_rollup").read_text() for child in children]
    return Memory(*(sum(_megabytes(text, name) for text in said) / len(said) for name in ("Rss", "Private_Dirty")))


def _megabytes(text, name):
    return int(re.search(rf"^{name}:\s+(\d+) kB", text, re.M)[1]) / 1024


def over_time(server, base, addresses, scratch):
    """Send REQUESTS and read the memory, ROUNDS times: [(sent so far, memory), …], the first reading before them all.

    A quarter as many go before the first: what a process may hold is full then.
    """
    script = scratch / "mix.lua"
    script.write_text(MIX % ", ".join(f'"{address}"' for address in addresses))
    _send(base, script, REQUESTS // 4)
    readings = [(0, _settled(server))]
    for _round in range(ROUNDS):
        sent = readings[-1][0] + _send(base, script, REQUESTS)
        readings.append((sent, _settled(server)))
    return readings


def _settled(server):
    # What is only thrown away a little later is no leak.
    time.sleep(5)
    return of_workers(server)


def _send(base, script, wanted):
    sent = 0
    while sent < wanted:
        command = ["wrk", "-t1", "-c16", "-d2s", "-s", str(script), base]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        sent += int(re.search(r"(\d+) requests in", said)[1])
    return sent
