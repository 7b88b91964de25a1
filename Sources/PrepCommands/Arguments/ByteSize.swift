import ArgumentParser

/// A number of bytes as the command line takes it: `16MiB`, `64KiB`, `1GiB`, `500000`.
struct ByteSize: ExpressibleByArgument, CustomStringConvertible {
  let byteCount: Int

  init(_ byteCount: Int) {
    self.byteCount = byteCount
  }

  init?(argument: String) {
    let units = ["GiB": 1 << 30, "MiB": 1 << 20, "KiB": 1 << 10, "B": 1]
    var digits = argument[...]
    var factor = 1
    for (unit, value) in units.sorted(by: { $0.key.count > $1.key.count })
    where argument.hasSuffix(unit) {
      digits = argument.dropLast(unit.count)
      factor = value
      break
    }
    guard let count = Int(digits), count > 0, digits.first != "+" else { return nil }
    let (byteCount, overflows) = count.multipliedReportingOverflow(by: factor)
    guard !overflows else { return nil }
    self.byteCount = byteCount
  }

  var description: String {
    for (unit, value) in [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)]
    where byteCount % value == 0 {
      return "\(byteCount / value)\(unit)"
    }
    return String(byteCount)
  }

  var defaultValueDescription: String { description }
}
