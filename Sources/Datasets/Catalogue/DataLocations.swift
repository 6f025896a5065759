public import Foundation

/// The folders on this machine that are searched for data files.
public struct DataLocations: Sendable {
  /// The folder that `FATHOM_DATA` names; nil if it is not set.
  public let dataFolder: String?
  private let home: String?
  private let systemFolder: String

  /// Creates the locations from `FATHOM_DATA` and `HOME` in `environment`, and a folder for data of the whole system.
  public init(
    environment: [String: String] = ProcessInfo.processInfo.environment, systemFolder: String = "/usr/share/datasets"
  ) {
    func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    dataFolder = value("FATHOM_DATA")
    home = value("HOME")
    self.systemFolder = systemFolder
  }

  /// Returns the folders to search for the data set `name`, in order: `path`, `$FATHOM_DATA/NAME`,
  /// `~/.cache/fathom/NAME`, `/usr/share/datasets/NAME`.
  public func folders(for name: String, path: String?) -> [String] {
    var folders: [String] = []
    if let path { folders.append(expanded(path)) }
    if let dataFolder { folders.append("\(dataFolder)/\(name)") }
    if let cache = cacheFolder(for: name) { folders.append(cache) }
    folders.append("\(systemFolder)/\(name)")
    return folders
  }

  /// Returns `~/.cache/fathom/NAME`, the folder that `fathom data fetch` fills; nil without a home folder.
  public func cacheFolder(for name: String) -> String? { home.map { "\($0)/.cache/fathom/\(name)" } }

  /// Returns `path` with a leading `~/` replaced by the home folder.
  public func expanded(_ path: String) -> String {
    guard let home, path.hasPrefix("~/") else { return path }
    return home + path.dropFirst()
  }

  /// The first folder for `name` that has all of `files`, each as it is or with `.gz` added, and their paths there.
  func find(_ files: [String], of name: String, path: String?) -> (folder: String, paths: [String])? {
    let found = first(of: name, path: path) { folder in
      let paths = files.compactMap { Self.path(of: $0, in: folder) }
      return paths.count == files.count ? paths : nil
    }
    return found.map { ($0.folder, $0.content) }
  }

  /// The path of `file` in `folder`, as it is or else with `.gz` added; nil if it is not there.
  static func path(of file: String, in folder: String) -> String? {
    ["\(folder)/\(file)", "\(folder)/\(file).gz"].first { FileManager.default.fileExists(atPath: $0) }
  }

  /// The first folder for `name` in which `look` finds what it looks for, and what that is.
  func first<Content>(
    of name: String, path: String?, _ look: (String) -> Content?
  ) -> (folder: String, content: Content)? {
    for folder in folders(for: name, path: path) {
      if let content = look(folder) { return (folder, content) }
    }
    return nil
  }
}
