/// Which file something is, whatever names lead to it: its number on the device that holds it.
package struct FileIdentity: Sendable, Hashable {
  package var device: UInt64
  /// The number of the inode.
  package var number: UInt64

  package init(device: UInt64, number: UInt64) {
    self.device = device
    self.number = number
  }
}
