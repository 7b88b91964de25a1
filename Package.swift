// swift-tools-version: 6.2
// Targets are listed in the order the data flows through them; docs/ARCHITECTURE.md has the map.

import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  // Our own types hand out Span, which needs lifetime annotations.
  .enableExperimentalFeature("Lifetimes"),
]

/// For the modules with loops over bytes, tokens and records.
///
/// Tests run debug builds, and would spend most of their time there. Assertions stay on.
let hotSettings =
  settings + [
    .unsafeFlags(["-O", "-assert-config", "Debug"], .when(configuration: .debug))
  ]

/// Marks every unsafe expression: for the modules in which pointers live.
let strictSettings = hotSettings + [.strictMemorySafety()]

/// For a shared library that is loaded into other processes: the Swift runtime inside, nothing but
/// the C interface outside, and no unloading under a running thread.
///
/// In the one target that only this library has: a flag in a target that tests or `prep` link would
/// reach them too. `make feeder` links zstd and nettle statically on top.
let selfContained = [
  "-static-stdlib", "-use-ld=lld", "-Xlinker", "-z", "-Xlinker", "nodelete", "-Xlinker",
  "--as-needed",
  "-Xlinker", "--version-script=\(Context.packageDirectory)/scripts/gpufeeder-exports.map",
]

/// For a command that is carried to machines without Swift: its runtime inside.
///
/// The name is another, so that neither takes the other's place; scripts/build-command.sh links
/// Debian's static libraries.
let standsAlone = Context.environment["PREP_STANDALONE"] != nil
let commandName = standsAlone ? "prep-standalone" : "prep"
let commandLinking: [LinkerSetting] =
  standsAlone ? [.unsafeFlags(["-static-stdlib", "-use-ld=lld", "-Xlinker", "--as-needed"])] : []

/// C or C++ in Sources/Shims, with the libraries that it calls.
func shim(_ name: String, linking libraries: String...) -> Target {
  .target(
    name: name, path: "Sources/Shims/\(name)",
    linkerSettings: libraries.map { .linkedLibrary($0) })
}

let argumentParser: Target.Dependency =
  .product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "prep",
  products: [
    .executable(name: commandName, targets: [commandName]),
    // The feeder for C and all that calls C, with nothing beside it: make feeder.
    .library(name: "gpufeeder", type: .dynamic, targets: ["GPUFeederABI"]),
    // For tests, which find it as the feeder finds libcuda.so.1.
    .library(name: "fakecuda", type: .dynamic, targets: ["FakeCUDA"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    // C and C++ behind small headers: Sources/Shims/README.md says what each is for.
    shim("CSimdjson", linking: "simdjson", "stdc++"),
    // The order matters: the full tables must come before the code that carries small ones.
    shim("CCLD2", linking: "cld2_full", "cld2", "stdc++"),
    shim("CFastText", linking: "fasttext"),
    shim("CRE2", linking: "re2"),
    shim("CICU", linking: "icuuc"),
    shim("CJSON", linking: "stdc++"),
    shim("CPrepSystem"),
    shim("CPieceSplitter"),
    shim("CFeederSystem"),
    shim("CCUDA"),
    shim("CGPUFeeder"),
    shim("CXXHash"),
    shim("CPlacedHash"),
    shim("CMessageDigest", linking: "nettle"),
    shim("CZstd", linking: "zstd"),
    shim("CYAML", linking: "yaml"),
    shim("CZlib", linking: "z"),

    // What every stage shares.
    .target(name: "Records", swiftSettings: hotSettings),
    .target(
      name: "ByteIO",
      dependencies: [
        "CPrepSystem", "CXXHash", "CPlacedHash", "CMessageDigest", "CZstd", "CJSON",
      ],
      swiftSettings: strictSettings),

    // The stages, in the order of the data.
    .target(
      name: "Ingest",
      dependencies: ["Records", "ByteIO", "CSimdjson", "CZlib"],
      swiftSettings: hotSettings),
    .target(
      name: "Filters",
      dependencies: ["Records", "ByteIO", "CICU", "CCLD2", "CFastText", "CRE2"],
      swiftSettings: hotSettings),
    .target(
      name: "Tokenizer", dependencies: ["Records", "ByteIO", "CPieceSplitter"],
      swiftSettings: hotSettings),
    .target(
      name: "Planner", dependencies: ["Records", "ByteIO", "CICU"], swiftSettings: hotSettings),
    .target(name: "Shards", dependencies: ["Records", "ByteIO"], swiftSettings: hotSettings),

    // From finished shards to a trainer; the one stage that imports another.
    .target(
      name: "GPUFeeder", dependencies: ["ByteIO", "Shards", "CFeederSystem", "CCUDA"],
      swiftSettings: strictSettings),
    .target(
      name: "GPUFeederABI", dependencies: ["Records", "GPUFeeder", "ByteIO", "CGPUFeeder"],
      swiftSettings: strictSettings,
      linkerSettings: [.unsafeFlags(selfContained)]),

    // What is made of finished shards, for other tools.
    .target(
      name: "Export", dependencies: ["ByteIO", "CPrepSystem", "Shards"], swiftSettings: hotSettings),
    .target(
      name: "Inspect", dependencies: ["Records", "ByteIO", "Tokenizer", "Shards"],
      swiftSettings: hotSettings),

    // What composes them.
    .target(
      name: "Pipeline",
      dependencies: [
        "Records", "ByteIO", "CPrepSystem", "Ingest", "Filters", "Tokenizer", "Planner", "Shards",
      ],
      swiftSettings: hotSettings),
    .target(
      name: "PrepCommands",
      dependencies: [
        "Records", "ByteIO", "CPrepSystem", "Filters", "Ingest", "Tokenizer", "Planner", "Shards",
        "GPUFeeder", "Export", "Inspect", "Pipeline", "CFeederSystem", "CYAML", argumentParser,
      ],
      // Bytes in the command, which needs no file beside it: what `doctor` knows of versions, and the
      // report's style and script.
      resources: [
        .embedInCode("Doctor/rules.json"), .embedInCode("Report/Assets/report.css"),
        .embedInCode("Report/Assets/report.js"),
      ],
      swiftSettings: settings),
    .executableTarget(
      name: commandName, dependencies: ["PrepCommands", argumentParser], path: "Sources/prep",
      swiftSettings: settings, linkerSettings: commandLinking),

    .target(
      name: "TestSupport", dependencies: ["Records", "ByteIO"], path: "Tests/TestSupport",
      swiftSettings: hotSettings),
    .target(name: "FakeCUDA", path: "Tests/FakeCUDA"),
    // What the fuzzer runs, and tests too: see PrepFuzz below.
    .target(
      name: "FuzzTargets",
      dependencies: [
        "ByteIO", "Records", "Ingest", "Filters", "Tokenizer", "Shards", "Pipeline",
        "PrepCommands", "TestSupport",
      ],
      path: "Fuzz/FuzzTargets", swiftSettings: settings),
    .testTarget(
      name: "RecordsTests", dependencies: ["Records", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "ByteIOTests", dependencies: ["ByteIO", "CPrepSystem", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      // The tokenizer for what its templates make of tools.
      name: "IngestTests",
      dependencies: ["Ingest", "Tokenizer", "Records", "ByteIO", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "FiltersTests",
      dependencies: ["Filters", "CFastText", "Records", "ByteIO", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "TokenizerTests",
      dependencies: ["Tokenizer", "CPieceSplitter", "Records", "ByteIO", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "PlannerTests", dependencies: ["Planner", "Records", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "ShardsTests", dependencies: ["Shards", "Records", "ByteIO", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "ExportTests", dependencies: ["Export", "Shards", "ByteIO", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "InspectTests", dependencies: ["Inspect", "Shards", "ByteIO", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "GPUFeederTests",
      dependencies: ["GPUFeeder", "FakeCUDA", "Shards", "Records", "ByteIO", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "PipelineTests",
      dependencies: [
        "Pipeline", "Ingest", "Filters", "Planner", "Shards", "Tokenizer", "Records", "ByteIO",
        "TestSupport",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "PrepCommandsTests",
      dependencies: [
        "PrepCommands", "Export", "Filters", "GPUFeeder", "Ingest", "Inspect", "Tokenizer",
        "Planner", "Pipeline", "ByteIO", "TestSupport", argumentParser,
      ],
      swiftSettings: settings),
    .testTarget(
      name: "FuzzTests", dependencies: ["FuzzTargets", "ByteIO", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "EndToEndTests", dependencies: ["Records", "ByteIO", "Export", "TestSupport"],
      swiftSettings: settings),
  ]
)

// What only developers need: resolved and built where PREP_DEVELOPMENT is set. Fuzzing takes
// compiler flags that nobody else wants; the benchmark of stages is no part of the tool.
if Context.environment["PREP_DEVELOPMENT"] != nil {
  package.dependencies.append(
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"))
  package.targets += [
    .target(name: "CFuzzer", path: "Fuzz/CFuzzer"),
    .executableTarget(
      name: "PrepFuzz", dependencies: ["CFuzzer", "FuzzTargets"], path: "Fuzz/PrepFuzz",
      swiftSettings: settings,
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer"])]),
    .executableTarget(
      name: "StageBenchmark",
      dependencies: [
        "CSimdjson", "ByteIO", "Records", "Ingest", "Filters", "Tokenizer", "Planner", "Shards",
        "Pipeline",
      ],
      path: "Benchmarks/stages", exclude: ["run.sh"], swiftSettings: settings),
    .executableTarget(
      name: "ShardBench",
      dependencies: [
        "ByteIO", "Records", "Ingest", "Tokenizer", "Planner", "Shards", "Pipeline",
      ], path: "Benchmarks/shards/ShardBench", swiftSettings: settings),
  ]
}
