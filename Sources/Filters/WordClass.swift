/// What a word says of the language of the text it stands in.
struct WordClass: OptionSet {
  let rawValue: UInt8

  /// A function word that is frequent in English and in hardly any other language.
  static let distinctive = WordClass(rawValue: 1)
  /// A function word of English, whatever other languages use it too.
  static let function = WordClass(rawValue: 2)
  /// A word that is frequent in English alone.
  static let english = WordClass(rawValue: 4)
  /// A word that is frequent in another language and no English one.
  static let foreign = WordClass(rawValue: 8)
  /// A word that is frequent in another language and spelled like an English one.
  static let foreignShort = WordClass(rawValue: 16)
  /// A part of names, which says nothing before a capital: "de la Cruz", "van Gogh".
  static let particle = WordClass(rawValue: 32)
  /// A function word of Latin.
  static let latin = WordClass(rawValue: 64)

  /// Function words that are frequent in English and frequent in hardly any other language in
  /// Latin letters: "the" and "with", but not "in", "is" or "was", which Dutch, German, Danish
  /// or Afrikaans use as well.
  static let distinctiveWords = """
    the and that this with from which you your their they are were been would should could these
    those there when where what how why each than then into its our but not can does because
    between through about while such also more other using being both example here only some many
    any every she it used make first them who after before within without during under over
    """

  /// English function words that other languages spell alike.
  static let sharedFunctionWords = """
    of to is for be if or by will have has an on as at do in was my we he his her so no all up out
    may most us one two new need time
    """

  /// English words with an accent.
  static let loanWords = """
    blasé brûlée café cafés cliché clichés crème décor déjà éclair émigré entrée entrées façade
    façades fiancé fiancée jalapeño matinée mêlée naïve naïveté née passé pâté piñata protégé
    purée résumé résumés risqué rosé roué sauté sautéed señor señora soirée soufflé touché über
    """

  /// Parts of names in any language.
  static let particles = """
    abu af al ap av bin binti da de del della den der di don dos du el ibn la las le les lo los mac
    op san st ten ter van von zu
    """

  /// Function words of Latin.
  ///
  /// CLD2 takes species' names, spells and filler text for Latin; a text that is Latin has some of
  /// these.
  static let latinWords = """
    et est ad cum qui quae quod ex ut sed ab per sunt eius inter vel fuit erat atque ac aut esse
    anno non in de post sub pro ille hic haec quam enim quo se apud cui cuius nec neque ob ante
    sive usque ita ubi dum hoc his sine trans iam eum suo sua suae sui quoque etiam autem eo ea id
    is quos quorum primus prima nomen super secundum
    """
}
