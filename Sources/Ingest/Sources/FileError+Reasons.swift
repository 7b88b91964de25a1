import ByteIO
import Glibc

extension FileError {
  /// The system's number for "there is no such file".
  static let notFound: CInt = ENOENT
  /// The system's number for "this user may not".
  static let noPermission: CInt = EACCES
}
