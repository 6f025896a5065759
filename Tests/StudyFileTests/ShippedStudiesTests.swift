import Foundation
import Study
import StudyFile
import Testing

/// The studies in `studies/` and the one of `fathom new` are read, and what the gallery shows is there.
@Suite struct ShippedStudiesTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private static var studies: [URL] {
    get throws {
      try FileManager.default.contentsOfDirectory(at: root.appending(path: "studies"), includingPropertiesForKeys: nil)
        .filter { $0.pathExtension == "yaml" }
    }
  }

  @Test func everyStudyIsReadAndCalledLikeItsFile() throws {
    #expect(try Self.studies.count > 3)
    for file in try Self.studies {
      let study = try StudyFile.parse(text: StudyFile.text(at: file), file: file.lastPathComponent)
      #expect(study.name == file.deletingPathExtension().lastPathComponent)
      #expect(study.title != study.name, "a title for people")
    }
  }

  @Test func depthsOfEqualWidthAndOfEqualParameters() throws {
    let study = try StudyFile.read(Self.root.appending(path: "studies/fashion-depths.yaml"))
    let expected = (1...5).map { "equal-width-\($0)" } + (2...5).map { "equal-parameters-\($0)" }
    #expect(study.models.map(\.name) == expected)
  }

  @Test func starter() throws {
    let study = try parse(try StudyFile.starter(name: "my-study_1"))
    #expect(study.name == "my-study_1")
    #expect(study.models.count == 2)
    for name in ["", "a b", "x\ny: 1", "../up", "é", String(repeating: "a", count: 65)] {
      #expect(throws: StudyFileError.self) { try StudyFile.starter(name: name) }
    }
  }

  @Test func theGalleryShowsPicturesOfShippedStudies() throws {
    let gallery = Self.root.appending(path: "plots")
    let page = try String(contentsOf: gallery.appending(path: "README.md"), encoding: .utf8)
    let pictures = page.matches(of: /\]\(([A-Za-z0-9_\-]+)\/([a-z\-]+\.(svg|gif))\)/)
    for picture in pictures {
      let path = "\(picture.1)/\(picture.2)"
      let file = try Data(contentsOf: gallery.appending(path: path))
      #expect(file.count < 1_000_000, "\(path) is too large for a page")
    }
    let shown = Set(pictures.map { String($0.1) })
    #expect(try shown == Set(Self.studies.map { $0.deletingPathExtension().lastPathComponent }))
  }
}
