import Testing

@testable import Workflow

@Suite struct DataReportTests {
  @Test(arguments: [("moons", "moons: 2 features"), ("digits", "digits: 8×8 grey, 64 features")])
  func theShapeIsSaidOnce(source: String, line: String) throws {
    #expect(try DataReport.info(source).split(separator: "\n").first.map(String.init) == line)
  }
}
