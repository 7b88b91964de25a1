import ByteIO
import CCUDA
import Glibc

/// The CUDA driver's library, loaded: what its functions are looked up in.
///
/// It stays loaded once it is: other parts of the process use it too.
@safe struct CUDALibrary {
  private let path: String
  private let handle: UnsafeMutableRawPointer

  /// - Throws: `usage` where there is no library at `path`, or of that name where libraries are.
  init(path: String) throws(Fault) {
    guard let handle = unsafe dlopen(FileName.systemPath(path), RTLD_NOW | RTLD_LOCAL) else {
      // SAFETY: dlerror returns a terminated string that holds until the next call.
      let reason = unsafe dlerror().map { unsafe String(cString: $0) } ?? "no reason given"
      throw .usage("there is no CUDA driver: \(reason)")
    }
    self.path = path
    unsafe self.handle = handle
  }

  /// The function `name`.
  ///
  /// SAFETY: `Function` must be the type that the driver's reference states for that name.
  ///
  /// - Throws: `usage` where the library has no such function.
  @unsafe func function<Function>(_ name: String, _: Function.Type) throws(Fault) -> Function {
    guard let address = unsafe dlsym(handle, name) else {
      throw .usage("the CUDA driver \(path) lacks \(name)")
    }
    return unsafe unsafeBitCast(address, to: Function.self)
  }

  /// The driver's name for a code.
  static func name(of code: cprep_cu_result, _ getErrorName: cprep_cuGetErrorName) -> String {
    var name: UnsafePointer<CChar>?
    let status = unsafe getErrorName(code, &name)
    // SAFETY: the driver's names are terminated constants.
    let text = unsafe name.map { unsafe String(cString: $0) } ?? "unknown"
    return status == 0 ? text : "unknown"
  }
}
