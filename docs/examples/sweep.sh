#!/bin/sh
# One directory a day, chained to the last finished one before it: /sweeps/2026-11-29, /sweeps/2026-12-06, …
# Give the targets and further options as arguments. Run twice on a day, it goes on where it stopped.
set -u
cd "${SWEEPS:-/sweeps}" || exit 2
today=$(date +%F)
last=$(ls -d 20??-??-??/manifest.json 2>/dev/null | grep -v "^$today/" | tail -n 1)
exec pii-sweep run "$@" --out "$today" ${last:+--last "${last%/manifest.json}"} --log json
