import CCurl
import Datasets
import DurableFiles
import Foundation

/// One request to one address for the rest of a file, by libcurl.
///
/// Certificates are checked. An HTTPS address leads to HTTPS only, through all redirects; an HTTP address, which only
/// the user can have named, to HTTP or HTTPS.
struct Transfer {
  let address: String
  let rules: TransferRules

  /// How a request ended.
  enum End: Equatable {
    /// The server sent what it announced.
    case finished
    case stopped
    /// The server does not send files from the middle.
    case cannotResume
    /// Trying again may help if the failure `isTransient`.
    case failed(String, isTransient: Bool)
  }

  private static let libraryIsReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

  /// Appends to `part` what is missing of a file of `size` bytes.
  ///
  /// - Throws: `FileError` if the bytes cannot be written, `DataError` if libcurl cannot work.
  func run(
    into part: PartialFile, size: Int, shouldStop: () -> Bool, observe: (DownloadEvent) -> Void
  ) throws -> End {
    guard Self.libraryIsReady, let handle = curl_easy_init() else {
      throw DataError("libcurl cannot start (out of memory?)")
    }
    defer { curl_easy_cleanup(handle) }
    return try withoutActuallyEscaping(shouldStop) { shouldStop in
      try withoutActuallyEscaping(observe) { observe in
        let receiver = Receiver(part: part, size: size, handle: handle, shouldStop: shouldStop, observe: observe)
        let code = withExtendedLifetime(receiver) {
          let context = Unmanaged.passUnretained(receiver).toOpaque()
          let setUp = configure(handle, context: context, from: part.size)
          return setUp == CURLE_OK ? curl_easy_perform(handle) : setUp
        }
        return try end(code, receiver)
      }
    }
  }

  private func configure(_ handle: UnsafeMutableRawPointer, context: UnsafeMutableRawPointer, from start: Int)
    -> CURLcode
  {
    let isPlain: Int32 = address.lowercased().hasPrefix("http://") ? 1 : 0
    let steps: [() -> CURLcode] = [
      { curl_set_text(handle, CURLOPT_URL, address) },
      { curl_set_protocols(handle, isPlain) },
      { curl_set_long(handle, CURLOPT_FOLLOWLOCATION, 1) },
      { curl_set_long(handle, CURLOPT_MAXREDIRS, rules.redirects) },
      { curl_set_long(handle, CURLOPT_SSL_VERIFYPEER, 1) },
      { curl_set_long(handle, CURLOPT_SSL_VERIFYHOST, 2) },
      { rules.certificates.map { curl_set_text(handle, CURLOPT_CAINFO, $0) } ?? CURLE_OK },
      { curl_set_long(handle, CURLOPT_FAILONERROR, 1) },
      { curl_set_long(handle, CURLOPT_CONNECTTIMEOUT, rules.connectionSeconds) },
      { curl_set_long(handle, CURLOPT_LOW_SPEED_LIMIT, rules.leastSpeed) },
      { curl_set_long(handle, CURLOPT_LOW_SPEED_TIME, rules.stallSeconds) },
      // Signals are the program's; see `Receiver` for how it is stopped.
      { curl_set_long(handle, CURLOPT_NOSIGNAL, 1) },
      { curl_set_text(handle, CURLOPT_USERAGENT, "fathom") },
      { start > 0 ? curl_set_offset(handle, CURLOPT_RESUME_FROM_LARGE, curl_off_t(start)) : CURLE_OK },
      { curl_set_pointer(handle, CURLOPT_WRITEDATA, context) },
      {
        curl_set_write_callback(handle) { bytes, size, count, context in
          guard let bytes, let context else { return 0 }
          let receiver = Unmanaged<Receiver>.fromOpaque(context).takeUnretainedValue()
          let length = size * count
          return receiver.take(UnsafeRawBufferPointer(start: bytes, count: length)) ? length : 0
        }
      },
      { curl_set_long(handle, CURLOPT_NOPROGRESS, 0) },
      { curl_set_pointer(handle, CURLOPT_XFERINFODATA, context) },
      {
        curl_set_progress_callback(handle) { context, _, _, _, _ in
          guard let context else { return 1 }
          return Unmanaged<Receiver>.fromOpaque(context).takeUnretainedValue().shouldStop() ? 1 : 0
        }
      },
    ]
    for step in steps {
      let code = step()
      if code != CURLE_OK { return code }
    }
    return CURLE_OK
  }

  private func end(_ code: CURLcode, _ receiver: Receiver) throws -> End {
    if let error = receiver.writingError { throw error }
    if let refusal = receiver.refusal { return .failed(refusal, isTransient: false) }
    switch code {
    case CURLE_OK:
      // libcurl takes a range beyond the end as a sign that the file is complete; it is not.
      return receiver.status == 416 ? .cannotResume : .finished
    case CURLE_ABORTED_BY_CALLBACK:
      return .stopped
    case CURLE_RANGE_ERROR:
      return .cannotResume
    case CURLE_HTTP_RETURNED_ERROR:
      let status = receiver.status
      return .failed("HTTP status \(status)", isTransient: status >= 500 || status == 408 || status == 429)
    case CURLE_UNSUPPORTED_PROTOCOL:
      return .failed("leads to an address that is not HTTPS", isTransient: false)
    case CURLE_TOO_MANY_REDIRECTS:
      return .failed("more than \(rules.redirects) redirects", isTransient: false)
    case CURLE_URL_MALFORMAT:
      return .failed("no address that can be understood", isTransient: false)
    case CURLE_SSL_CACERT_BADFILE:
      return .failed("\(rules.certificates ?? "the system's certificates"): cannot be read", isTransient: false)
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR:
      return .failed("its certificate is not trusted here", isTransient: false)
    case CURLE_OPERATION_TIMEDOUT:
      return .failed(receiver.hasBegun ? "the transfer stalled" : "no answer in time", isTransient: true)
    case CURLE_PARTIAL_FILE:
      return .failed("the transfer broke off", isTransient: true)
    default:
      let reason = curl_easy_strerror(code).map { String(cString: $0) } ?? "libcurl error \(code.rawValue)"
      return .failed(reason, isTransient: true)
    }
  }
}

/// Receives the bytes of one transfer from libcurl, on the thread that runs the transfer.
private final class Receiver {
  let part: PartialFile
  let size: Int
  /// Bytes that were there before.
  let start: Int
  let handle: UnsafeMutableRawPointer
  let shouldStop: () -> Bool
  let observe: (DownloadEvent) -> Void
  private(set) var hasBegun = false
  private(set) var writingError: FileError?
  /// Why the server's answer is not taken.
  private(set) var refusal: String?

  init(
    part: PartialFile, size: Int, handle: UnsafeMutableRawPointer, shouldStop: @escaping () -> Bool,
    observe: @escaping (DownloadEvent) -> Void
  ) {
    self.part = part
    self.size = size
    start = part.size
    self.handle = handle
    self.shouldStop = shouldStop
    self.observe = observe
  }

  /// The HTTP status of the last answer.
  var status: Int {
    var status = 0
    curl_get_long(handle, CURLINFO_RESPONSE_CODE, &status)
    return status
  }

  /// Writes the bytes; false ends the transfer.
  func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
    if !hasBegun {
      hasBegun = true
      refusal = reasonToRefuse()
    }
    if refusal == nil && bytes.count > size - part.size { refusal = "sends more than the \(size) bytes of the file" }
    guard refusal == nil else { return false }
    do {
      try part.append(bytes)
    } catch {
      writingError = error
      return false
    }
    observe(.received(present: part.size))
    return true
  }

  /// What is wrong with the head of the answer.
  private func reasonToRefuse() -> String? {
    guard status == (start > 0 ? 206 : 200) else { return "HTTP status \(status)" }
    var announced = curl_off_t(-1)
    curl_get_offset(handle, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &announced)
    guard announced < 0 || announced == size - start else {
      return "announces \(announced) bytes where \(size - start) are to come"
    }
    return nil
  }
}
