/// One of the things that `prep doctor` looks at.
///
/// A check never fails: what it cannot look at is something that it has found. It asks the
/// `Examination` for what several checks need, and no other check.
struct DoctorCheck: Sendable {
  /// Its name in `--json`.
  let name: String
  /// What stands above its findings.
  let title: String
  /// What it finds; nothing where it was not asked for.
  let run: @Sendable (Examination) -> [Finding]
}
