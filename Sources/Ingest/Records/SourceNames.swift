import ByteIO
import Records

/// The index of each source name of a unit's batches: names are told apart by their bytes.
///
/// A hash table over the batch's own list, so that a name met before costs no allocation.
struct SourceNames {
  /// The names' UTF-8, one after the other, and where each ends; index 0 is the empty name.
  private var bytes: [UInt8] = []
  private var ends: [Int] = [0]
  /// Indices of names by their hash; -1 is free.
  ///
  /// A power of two, at most half full.
  private var slots = [Int](repeating: -1, count: 64)

  /// Makes the table that of `names` where it is not yet.
  mutating func adopt(_ names: [String], isNewUnit: Bool) {
    guard isNewUnit || names.count != ends.count else { return }
    bytes.removeAll(keepingCapacity: true)
    ends = [0]
    slots = [Int](repeating: -1, count: 64)
    for name in names.dropFirst() {
      var copy = name
      copy.withUTF8 { text in
        let raw = UnsafeRawBufferPointer(text)
        insert(raw, at: slot(of: raw))
      }
    }
  }

  /// The index of `name`, which is appended to `names` where it is new.
  mutating func index(
    of name: UnsafeRawBufferPointer, in names: inout [String]
  ) -> Int {
    if name.isEmpty { return 0 }
    let slot = slot(of: name)
    if slots[slot] >= 0 { return slots[slot] }
    insert(name, at: slot)
    names.append(String(decoding: name, as: UTF8.self))
    return names.count - 1
  }

  /// Where `name` stands in the table, or would.
  private func slot(of name: UnsafeRawBufferPointer) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash(name)) & mask
    while slots[slot] >= 0, !isEqual(slots[slot], name) { slot = (slot + 1) & mask }
    return slot
  }

  private func hash(_ name: UnsafeRawBufferPointer) -> UInt64 {
    // SAFETY: the span does not outlive `name`.
    Hash64.of(Span(_unsafeElements: name.bindMemory(to: UInt8.self)))
  }

  private func isEqual(_ index: Int, _ name: UnsafeRawBufferPointer) -> Bool {
    bytes[ends[index - 1]..<ends[index]].elementsEqual(name)
  }

  private mutating func insert(_ name: UnsafeRawBufferPointer, at slot: Int) {
    slots[slot] = ends.count
    bytes.append(contentsOf: name)
    ends.append(bytes.count)
    if ends.count * 2 > slots.count { grow() }
  }

  private mutating func grow() {
    slots = [Int](repeating: -1, count: slots.count * 2)
    bytes.withUnsafeBytes { all in
      for index in 1..<ends.count {
        let name = UnsafeRawBufferPointer(rebasing: all[ends[index - 1]..<ends[index]])
        slots[slot(of: name)] = index
      }
    }
  }
}
