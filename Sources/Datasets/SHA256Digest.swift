import COpenSSL

/// The SHA-256 digest of the bytes of `values` (host order; every platform that Fathom runs on is little-endian).
public func sha256Hex<Element: BitwiseCopyable>(_ values: [Element]) -> String {
  var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
  values.withUnsafeBytes { bytes in
    _ = SHA256(bytes.baseAddress, bytes.count, &digest)
  }
  let digits = Array("0123456789abcdef".utf8)
  return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}
