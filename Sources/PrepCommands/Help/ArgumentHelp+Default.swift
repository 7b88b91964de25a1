import ArgumentParser

extension ArgumentHelp {
  /// The help of an option whose default the parser does not know, since nil stands for it.
  init(_ abstract: String, default value: some Any, valueName: String) {
    self.init("\(abstract) (default: \(value))", valueName: valueName)
  }
}
