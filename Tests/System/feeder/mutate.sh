#!/usr/bin/env bash
# Puts known bugs into a copy of the feeder, one at a time, and checks that the tests find each.
# Usage: Tests/System/feeder/mutate.sh [NUMBER...]          (all of them where none is given; minutes)
#
# A mutation is one line replaced in one file. That a test fails, hangs beyond a time limit or
# crashes counts as found; that it does not compile does not count.
set -uo pipefail
cd "$(dirname "$0")/../../.." || exit
root=$PWD
copy=$root/.build-mutation
mkdir -p "$copy"
# Not the products of other builds: only what a build needs.
find "$copy" -mindepth 1 -maxdepth 1 ! -name .build -exec rm -rf {} +
cp -r Package.swift Sources Tests Fuzz Benchmarks Tools scripts fixtures "$copy/"
cp Package.resolved "$copy/" 2>/dev/null || true

feeder=Sources/GPUFeeder
# file | line as it is | line with the bug | what it stands for
mutations=(
  "$feeder/Device/DeviceCopies.swift|      if status == CInt(cprep_cu_not_ready) { return }|      if status == 999 { return } else if status == 600 { slotsInFlight.removeFirst(); release(slot); continue }|a slot is used again before its copy is over"
  "$feeder/Device/DeviceCopies.swift|    slotsInFlight.append(slot)|    if slot != 1 { slotsInFlight.append(slot) }|a slot is never given back after its copy"
  "$feeder/Device/DeviceCopies.swift|    if mustLeak \|\| !slotsInFlight.isEmpty { return leak() }|    if mustLeak { return leak() }; slotsInFlight = []|memory is unpinned by the wrong rule"
  "$feeder/Device/DeviceCopies.swift|    while !mustLeak, !slotsInFlight.isEmpty, RingLock.now < deadline {|    while !mustLeak, slotsInFlight.isEmpty, RingLock.now < deadline {|close does not wait for copies"
  "$feeder/Ring/Ring.swift|    while states[slot] != .free, !isStopping { lock.wait(for: .freed) }|    while states[slot] == .ready, !isStopping { lock.wait(for: .freed) }|a leased slot is filled again"
  "$feeder/Ring/Ring.swift|    if isDue { lock.signal(.freed) }|    if isDue, readyCount < 0 { lock.signal(.freed) }|the producer is never woken"
  "$feeder/Ring/Ring.swift|    readyCount <= wakingReadyCount && states[claimedCount % slotCount] == .free|    readyCount == wakingReadyCount && states[claimedCount % slotCount] == .free|the producer is woken at one count of batches alone"
  "$feeder/Ring/Ring.swift|    let slot = claimedCount % slotCount|    let slot = (claimedCount + claimedCount / slotCount) % slotCount|slots are filled out of order"
  "$feeder/Producer.swift|      if block.number != row.row.block {|      if block.number < 0 {|a window's blocks stay into the next"
  "$feeder/Feeder.swift|    let step = nextStep.wrappingAdd(1, ordering: .relaxed).oldValue|    let step = nextStep.wrappingAdd(1, ordering: .relaxed).newValue|the state counts one too many"
  "$feeder/Order/StepPlan.swift|    precondition((0..<batchSize).contains(index))|    let index = index == batchSize - 1 ? 0 : index|a row comes twice and another never"
  "$feeder/Order/SourceOrder.swift|    guard self.epoch != epoch else { return }|    guard self.epoch == nil else { return }|every epoch has the order of the first"
  "$feeder/Rows/RowWriter.swift|        unsafe Self.widen(ids + span.lowerBound, span.count, wideLabels + span.lowerBound)|        unsafe Self.widen(ids + span.lowerBound, span.count - 1, wideLabels + span.lowerBound)|the last trained label of a run is missing"
)

run_tests() {
  (cd "$copy" && swift build --build-tests >"$copy/build.log" 2>&1) || return 99
  (cd "$copy" && SWIFT_BACKTRACE=enable=no timeout 180 swift test --skip-build --disable-xctest \
    --filter GPUFeederTests >"$copy/test.log" 2>&1)
}

run_tests || { echo "the tests fail without any mutation: see $copy/test.log"; exit 1; }
missed=0
for number in "${!mutations[@]}"; do
  [ $# = 0 ] || [[ " $* " == *" $number "* ]] || continue
  IFS='|' read -r file old new meaning <<<"${mutations[$number]//\\|\\|/@OR@}"
  old=${old//@OR@/||} new=${new//@OR@/||}
  python3 - "$root/$file" "$copy/$file" "$old" "$new" <<'PYTHON' || { echo "$number: no such line: $old"; missed=1; continue; }
import sys
source, target, old, new = sys.argv[1:]
text = open(source).read()
if text.count(old + "\n") != 1:
    sys.exit(1)
open(target, "w").write(text.replace(old + "\n", new + "\n"))
PYTHON
  run_tests
  status=$?
  cp "$root/$file" "$copy/$file"
  case $status in
    0) echo "$number: MISSED: $meaning"; missed=1 ;;
    99) echo "$number: does not compile: $meaning"; grep -m2 error: "$copy/build.log"; missed=1 ;;
    *) echo "$number: found (status $status): $meaning" ;;
  esac
done
exit $missed
