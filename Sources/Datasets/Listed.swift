/// Up to six items, and how many more there are.
package func listed(_ items: [String], separator: String = ", ") -> String {
  items.count <= 6
    ? items.joined(separator: separator) : items.prefix(5).joined(separator: separator) + " and \(items.count - 5) more"
}
