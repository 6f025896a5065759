import COpenSSL

/// Returns the SHA-256 digest of the bytes of `values` as 64 hexadecimal digits. Bytes are in host order; every
/// platform that Fathom runs on is little-endian.
public func sha256Hex<Element: BitwiseCopyable>(_ values: [Element]) -> String {
  var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
  values.withUnsafeBytes { bytes in
    _ = SHA256(bytes.baseAddress, bytes.count, &digest)
  }
  return hex(digest)
}

/// Computes the SHA-256 digest of bytes that arrive in pieces.
public struct SHA256Digest: ~Copyable {
  private let context: OpaquePointer

  /// Starts a digest.
  ///
  /// - Throws: ``DataError`` if OpenSSL cannot start or does not offer SHA-256.
  public init() throws {
    guard let context = EVP_MD_CTX_new() else { throw DataError("SHA-256: OpenSSL cannot start (out of memory?)") }
    guard EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
      EVP_MD_CTX_free(context)
      throw DataError("SHA-256: this machine's OpenSSL does not offer it")
    }
    self.context = context
  }

  deinit { EVP_MD_CTX_free(context) }

  /// Adds the next bytes.
  public mutating func update(_ bytes: [UInt8]) {
    _ = bytes.withUnsafeBytes { EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
  }

  /// Returns the digest of all bytes as 64 hexadecimal digits, and consumes the value.
  public consuming func finish() -> String {
    var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
    EVP_DigestFinal_ex(context, &digest, nil)
    return hex(digest)
  }
}

private func hex(_ digest: [UInt8]) -> String {
  let digits = Array("0123456789abcdef".utf8)
  return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}
