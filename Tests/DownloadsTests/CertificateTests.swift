import Datasets
import Downloads
import Foundation
import TestSupport
import Testing

/// Downloads over HTTPS from a server whose certificate nobody but the test vouches for.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl"), "needs openssl"))
struct CertificateTests {
  let data: ServedFile
  let folder: TemporaryFolder
  let server: FileServer

  init() throws {
    data = try ServedFile()
    folder = try TemporaryFolder()
    // Key and certificate in one file.
    let certificate = folder.file("certificate.pem")
    let openssl = Process()
    openssl.executableURL = URL(filePath: "/usr/bin/openssl")
    openssl.arguments = [
      "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1", "-addext",
      "subjectAltName=IP:127.0.0.1", "-keyout", certificate.path, "-out", folder.file("trusted.pem").path,
    ]
    openssl.standardError = FileHandle.nullDevice
    try openssl.run()
    openssl.waitUntilExit()
    try (Data(contentsOf: certificate) + Data(contentsOf: folder.file("trusted.pem"))).write(to: certificate)
    server = try FileServer(data.served.url, certificate: certificate)
  }

  private func fetch(_ path: String, trusting certificates: String?, host: String = "127.0.0.1") throws -> Bool {
    var file = data.published([])
    file.addresses = ["\(server.address.replacing("127.0.0.1", with: host))/\(path)/train.gz"]
    var rules = ServedFile.rules
    rules.certificates = certificates
    return try DatasetDownload([file], folder: data.target.url, rules: rules).run(
      shouldStop: { false }, observe: { _ in })
  }

  private var trusted: String { folder.file("trusted.pem").path }
  private var plainPort: String { String(data.server.address.split(separator: ":").last ?? "") }

  @Test(arguments: ["ok", "redirect"]) func aTrustedServerGivesTheFile(path: String) throws {
    #expect(try fetch(path, trusting: trusted))
    #expect(data.isWhole)
  }

  @Test func aServerThatNobodyVouchesForIsRefused() throws {
    let error = #expect(throws: DataError.self) { try fetch("ok", trusting: nil) }
    #expect(error?.message.contains("/ok/train.gz: its certificate is not trusted here;") == true)
    #expect(data.files.isEmpty)
  }

  @Test func aCertificateOfAnotherNameIsRefused() throws {
    let error = #expect(throws: DataError.self) { try fetch("ok", trusting: trusted, host: "localhost") }
    #expect(error?.message.contains("/ok/train.gz: its certificate is not trusted here;") == true)
  }

  @Test func anHTTPSAddressDoesNotLeadToHTTP() throws {
    let error = #expect(throws: DataError.self) { try fetch("redirect-http/\(plainPort)", trusting: trusted) }
    #expect(error?.message.contains("leads to an address that is not HTTPS") == true)
    #expect(data.server.requests.isEmpty)
    #expect(data.files.isEmpty)
  }

  @Test func certificatesThatCannotBeReadAreNamed() throws {
    let error = #expect(throws: DataError.self) { try fetch("ok", trusting: "/nowhere.pem") }
    #expect(error?.message.contains("/nowhere.pem: cannot be read") == true)
  }
}
