import Foundation

/// Why a file is not opened.
enum Obstacle {
  case link, notRegular, hardLink

  /// The obstacle that `status` shows; nil if it is a regular file that may be opened.
  init?(_ status: stat, isWritten: Bool) {
    switch status.kind {
    case .file where isWritten && status.st_nlink > 1: self = .hardLink
    case .file: return nil
    case .link: self = .link
    case .folder, .other: self = .notRegular
    }
  }

  static let linkReason = "it is a symbolic link, and links inside this folder are not followed; remove it"

  var reason: String {
    switch self {
    case .link: Self.linkReason
    case .notRegular: "it is not a regular file; remove it"
    case .hardLink: "it is a hard link: under its other name its content would change, too; replace it by a copy"
    }
  }
}

extension stat {
  enum Kind { case file, folder, link, other }

  var kind: Kind {
    switch st_mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .folder
    case S_IFLNK: .link
    default: .other
    }
  }
}
