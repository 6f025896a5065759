import Datasets
public import Foundation
public import FoundationXML

/// An SVG file taken apart: whether it is well-formed XML that draws, and neither runs nor fetches anything.
public final class InertSVG: NSObject, XMLParserDelegate {
  /// What is wrong with it; empty if all is well.
  public private(set) var problems: [String] = []
  /// All text in it.
  public private(set) var text = ""

  public init(_ data: Data) {
    super.init()
    let parser = XMLParser(data: data)
    parser.delegate = self
    if !parser.parse() { problems.append("line \(parser.lineNumber) is not well-formed") }
  }

  public func parser(
    _ parser: XMLParser, didStartElement element: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    if ["script", "iframe", "foreignobject", "a"].contains(element.lowercased()) { problems.append("<\(element)>") }
    for (name, value) in attributes {
      if name.lowercased().hasPrefix("on") { problems.append("the attribute \(name)") }
      let isInside = value.hasPrefix("#") || value.hasPrefix("data:image/png;base64,")
      if name.lowercased().hasSuffix("href"), !isInside { problems.append("a link to \(value)") }
    }
  }

  public func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

  /// Whether `expected` is in the text, as far as it is shown; spaces and line ends aside, where lines are broken.
  public func holds(_ expected: String) -> Bool { shownText.contains(Self.shown(expected)) }

  private lazy var shownText = Self.shown(text)

  private static func shown(_ text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.filter { !$0.isControl && !$0.properties.isWhitespace }
  }
}
