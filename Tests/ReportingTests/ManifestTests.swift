import Foundation
import Reporting
import Study
import TestSupport
import Testing

@Suite struct ManifestTests {
  @Test func saysWhatTheRunDependedOn() throws {
    let folder = try TemporaryFolder()
    let plan = try SmallStudy().plan
    let manifest = Manifest(
      version: "1.2.3", plan: plan, provenance: "built in", command: ["fathom", "run", "a b.yaml"])
    try manifest.write(to: folder.item("manifest.json"))
    let text = try String(contentsOf: folder.file("manifest.json"), encoding: .utf8)
    #expect(text.hasSuffix("}\n"))
    let json = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(json["fathom_version"] as? String == "1.2.3")
    #expect(json["study"] as? String == "small")
    #expect(json["seed"] as? Int == 2026)
    #expect(json["data_source"] as? String == "digits")
    #expect(json["data_provenance"] as? String == "built in")
    #expect(json["data_digest"] as? String == plan.facts.digest)
    #expect(json["command"] as? [String] == ["fathom", "run", "a b.yaml"])
    #expect((json["cores"] as? Int ?? 0) > 0)
    for key in ["operating_system", "processor", "kernels"] {
      #expect((json[key] as? String)?.isEmpty == false)
    }
  }

  @Test(arguments: [nil, "5e1f"]) func readsBackWhatItWrote(filesDigest: String?) throws {
    let folder = try TemporaryFolder()
    let plan = try SmallStudy().plan
    var manifest = Manifest(
      version: "1", plan: plan, provenance: "somewhere", dataFilesDigest: filesDigest, command: ["fathom"])
    if filesDigest != nil {
      manifest.figures = [
        .init(name: "learning-curves", files: ["learning-curves.gp", "learning-curves.svg"]),
        .init(name: "x", files: []),
      ]
    }
    try manifest.write(to: folder.item("manifest.json"))
    let read = try Manifest(contentsOf: folder.item("manifest.json"))
    #expect(read == manifest)
    #expect(read.facts == plan.facts)
  }
}
