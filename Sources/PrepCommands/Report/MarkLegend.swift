/// What the marks in a sample's text mean, and a box that takes the template's out of sight.
enum MarkLegend {
  /// - Parameter id: The fragment of the section.
  static func html(id: HTML) -> HTML {
    """
    <p class="legend"><mark>trained: what the model learns to say</mark> \
    <span class="prompt">prompt: what it only reads</span> \
    <span class="template">template: what the chat template adds</span></p>
    <p><input type="checkbox" class="without-template" id="\(id)-without-template"> \
    <label for="\(id)-without-template">Hide what the template adds</label></p>

    """
  }
}
