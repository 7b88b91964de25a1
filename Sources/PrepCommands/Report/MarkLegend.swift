/// What the marks in a sample's text mean.
enum MarkLegend {
  static let html: HTML = """
    <p class="legend"><mark>trained: what the model learns to say</mark> \
    <span class="prompt">prompt: what it only reads</span> \
    <span class="template">template: what the chat template adds</span></p>

    """
}
