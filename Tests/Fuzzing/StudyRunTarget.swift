import Analysis
public import Foundation
import Plotting
import Reporting
import SeededRandom
import Study
import TestSupport
import TrialStorage
import Workflow

/// Not a reader but a whole study: a random valid one is run to its end, and whatever Fathom wrote of it every command reads.
///
/// Most are drawn by a stand-in for gnuplot that writes empty pictures, one in `drawnShare` by gnuplot itself, whose
/// scripts are then drawn again as a user would.
public struct StudyRunTarget: FuzzTarget {
  public static let name = "studies"
  public static let secondsACase = 60
  static let drawnShare = 12
  public let goodFiles: [GoodFile]
  private let folder: URL
  private let standIn: URL

  public init(in folder: URL) throws {
    self.folder = folder.appending(path: "study", directoryHint: .isDirectory)
    goodFiles = [GoodFile(FuzzInput(Self.smallest))]
    standIn = folder.appending(path: "bin", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: standIn, withIntermediateDirectories: true)
    let program = standIn.appending(path: "gnuplot")
    try Self.gnuplot.write(to: program, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path(percentEncoded: false))
  }

  /// No part of it is a study.
  private static let smallest = """
    name: smallest
    data: {source: moons, samples: 30}
    sizes: [5]
    training: {epochs: 1}
    models: {a: {hidden: []}}
    """

  /// Called as Fathom calls gnuplot: `-d`, then for each script `-e 'formats = "…"; prefix = "…"' FIGURE.gp`, with other commands
  /// between them, and without a script for a first trial.
  private static let gnuplot = #"""
    #!/bin/sh
    while [ $# -gt 0 ]; do
      case $1 in
        'formats = '*)
          formats=${1#formats = \"}; formats=${formats%%\"*}
          prefix=${1##*prefix = \"}; prefix=${prefix%\"} ;;
        *.gp)
          name=${1##*/}; name=${name%.gp}
          for format in $formats; do
            case $format in
              svg) printf '</svg>\n' ;;
              png) printf 'IEND1234' ;;
              gif) printf '\000;' ;;
              pdf) printf '%%%%EOF\n' ;;
            esac > "$prefix$name.$format"
          done ;;
      esac
      shift
    done
    """#

  public var path: String { folder.path(percentEncoded: false) }

  public func mutate(_ input: FuzzInput, with mutator: inout ByteMutator) -> FuzzInput {
    let study = RandomStudy(SeededGenerator(key: UInt64(mutator.below(.max))))
    return FuzzInput(study.text + (study.table.map { Self.divider + $0 } ?? ""))
  }

  /// Between a study file and the table that it reads.
  private static let divider = "# data.csv\n"

  public func read(_ input: FuzzInput) throws {
    try? FileManager.default.removeItem(at: folder)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let text = String(decoding: input.bytes, as: UTF8.self)
    let parts = text.split(separator: Self.divider, maxSplits: 1)
    let file = folder.appending(path: "study.yaml")
    try Data((parts.first ?? "").utf8).write(to: file)
    if parts.count > 1 { try Data(parts[1].utf8).write(to: folder.appending(path: "data.csv")) }
    // Paths of data are relative to where the command runs.
    _ = FileManager.default.changeCurrentDirectoryPath(folder.path(percentEncoded: false))
    guard text == Self.smallest || !Self.smallest.hasPrefix(text) else {
      // The beginning of a study is refused as any damaged file.
      _ = try PreparedStudy(path: file.path(percentEncoded: false))
      return
    }
    let isDrawn = input.bytes.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFF } % Self.drawnShare == 0
    let usual = Self.path
    setenv("PATH", isDrawn ? usual : standIn.path(percentEncoded: false) + ":" + usual, 1)
    defer { setenv("PATH", usual, 1) }
    do {
      try StudyCheck(file, isDrawn: isDrawn).run()
    } catch let unsound as UnsoundContent {
      throw unsound
    } catch {
      throw UnsoundContent("a valid study fails: \(error)")
    }
  }

  private static let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
}
