import Foundation
import StudyFile
import TestSupport
import Testing

@testable import Workflow

@Suite struct DataReportTests {
  @Test(arguments: [("moons", "moons: 2 features"), ("digits", "digits: 8×8 grey, 64 features")])
  func theShapeIsSaidOnce(source: String, line: String) throws {
    #expect(try DataReport.info(source).description.split(separator: "\n").first.map(String.init) == line)
  }

  @Test func classesWithASingleSampleAreNamed() throws {
    let folder = try TemporaryFolder()
    let file = folder.file("t.csv")
    try Data("x,label\n1,a\n2,b\n3,a\n4,rare\n5,b\n".utf8).write(to: file)
    let info = try DataReport.info(file.path).description
    #expect(info.hasPrefix("csv: 1 feature\n"), "\(info)")
    #expect(
      info.contains("note      A class with one sample, which is trained on or tested on, never both: \"rare\"\n"),
      "\(info)")
  }
}
