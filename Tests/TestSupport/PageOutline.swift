import Foundation

/// An HTML page taken apart by Python's parser.
public struct PageOutline: Decodable {
  /// Start tags with the names of their attributes, end tags with a slash, in order.
  public var tags: [String]
  /// What stands between tags, and the values of attributes, as a reader gets them.
  public var texts: [String]
  public var values: [String]
  public var policy: String
  /// Whether the policy allows exactly the scripts and the styles that are there.
  public var policyNamesScript: Bool
  public var policyNamesStyle: Bool

  public init(of page: String) throws { self = try Self.outlines(of: [page])[0] }

  /// The outlines of several pages, for which Python starts once.
  public static func outlines(of pages: [String]) throws -> [PageOutline] {
    let folder = try TemporaryFolder()
    let file = folder.file("pages.json")
    try JSONEncoder().encode(pages).write(to: file)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "python3", URL(filePath: #filePath).deletingLastPathComponent().appending(path: "page-outline.py").path,
    ]
    let output = Pipe()
    process.standardInput = try FileHandle(forReadingFrom: file)
    process.standardOutput = output
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return try JSONDecoder().decode([PageOutline].self, from: data)
  }
}
