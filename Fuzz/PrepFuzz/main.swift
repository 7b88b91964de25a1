// PrepFuzz: libFuzzer over everything that reads bytes from outside.
//
// Usage: PrepFuzz TARGET [libFuzzer's options] CORPUS…, where TARGET is one of `fuzzTargets`.
// `Fuzz/run.sh` builds it with coverage and the address sanitizer and runs each target in turn.

import CFuzzer
import FuzzTargets

/// The target that runs: libFuzzer calls a C function, which can capture nothing.
nonisolated(unsafe) var target: any FuzzTarget = ManifestTarget()

guard CommandLine.argc > 1, let name = CommandLine.arguments.dropFirst().first,
  let chosen = fuzzTargets[name]
else {
  fatalError("expected a target: \(fuzzTargets.keys.sorted().joined(separator: ", "))")
}
target = try chosen.init()

// libFuzzer is not to see the target's name.
var argumentCount = CommandLine.argc - 1
var arguments = UnsafeMutablePointer(CommandLine.unsafeArgv + 1)
arguments[0] = CommandLine.unsafeArgv[0]
_ = LLVMFuzzerRunDriver(&argumentCount, &arguments) { bytes, byteCount in
  // SAFETY: libFuzzer gives pointer and count together; they hold for this call.
  target.run(Array(UnsafeBufferPointer(start: bytes, count: byteCount)))
  return 0
}
