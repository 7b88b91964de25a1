import Filters
import Records
import TestSupport
import Testing

@Suite struct ScriptTests {
  @Test(arguments: [
    ("el", "Η θάλασσα είναι ήρεμη σήμερα"), ("he", "הים שקט היום"), ("ka", "ზღვა დღეს წყნარია"),
    ("hy", "ծովն այսօր հանգիստ է"), ("th", "วันนี้ทะเลสงบ"), ("lo", "ມື້ນີ້ທະເລງຽບ"),
    ("km", "ថ្ងៃនេះសមុទ្រស្ងប់"), ("my", "ဒီနေ့ပင်လယ်ငြိမ်တယ်"), ("bo", "བོད་སྐད་ཡིག"),
    ("ta", "இன்று கடல் அமைதியாக உள்ளது"), ("te", "ఈ రోజు సముద్రం ప్రశాంతంగా ఉంది"),
    ("kn", "ಇಂದು ಸಮುದ್ರ ಶಾಂತವಾಗಿದೆ"), ("ml", "ഇന്ന് കടൽ ശാന്തമാണ്"), ("gu", "આજે દરિયો શાંત છે"),
    ("pa", "ਅੱਜ ਸਮੁੰਦਰ ਸ਼ਾਂਤ ਹੈ"), ("bn", "আজ সমুদ্র শান্ত"), ("or", "ଆଜି ସମୁଦ୍ର ଶାନ୍ତ"),
    ("si", "අද මුහුද සන්සුන්"), ("am", "ባሕሩ ዛሬ ጸጥ ብሏል"), ("ko", "오늘 바다가 잔잔하다"),
    ("zh", "今天海面很平静"), ("ja", "今日の海はとても静かです"), ("ja", "コーヒーとケーキ"),
    ("chr", "ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ"), ("iu", "ᐃᓄᒃᑎᑐᑦ"),
  ])
  func scriptOfOneLanguageNamesItWithoutAModel(_ language: String, _ text: String) throws {
    let judgement = try judgement(on: text)
    #expect(judgement.verdict.language.description == language)
    #expect(judgement.verdict.confidence == 1)
    #expect(!judgement.isKept)
    #expect(try LanguageFilterTests.isKept(text, wanted: language))
  }

  @Test(arguments: [
    ("uk", "Сьогодні море спокійне, і ми підемо гуляти до берега."),
    ("bg", "Днес морето е спокойно и ние ще отидем на разходка."),
    ("ar", "البحر هادئ اليوم وسوف نذهب للمشي على الشاطئ"),
    ("fa", "امروز دریا آرام است و ما به ساحل می‌رویم"),
    ("mr", "आज समुद्र शांत आहे आणि आम्ही फिरायला जाणार आहोत"),
  ])
  func scriptOfManyLanguagesGoesToTheModel(_ language: String, _ text: String) throws {
    let judgement = try judgement(on: text)
    #expect(judgement.verdict.language.description == language)
    #expect(!judgement.isKept)
  }

  @Test func fewLettersOfASharedScriptStillSpeakAgainstEnglish() throws {
    let judgement = try judgement(on: "Привет")
    #expect(judgement.verdict.language == .undetermined)
    #expect(!judgement.isKept)
    #expect(judgement.why == "100% of the letters are Cyrillic")
    #expect(try LanguageFilterTests.isKept("Привет", wanted: "ru"))
  }

  @Test func thirdOfForeignLettersDropsAndTenthDoesNot() throws {
    let english = "The harbour was quiet and the boats lay still in the evening light of May. "
    #expect(try judgement(on: english + "море").isKept)
    #expect(
      try !judgement(on: english + "Сегодня море спокойно, и мы пойдём гулять вечером").isKept)
  }

  @Test func latinLettersAreNoEvidenceAgainstChinese() throws {
    let text = "我们使用 TensorFlow 和 PyTorch 训练模型，然后部署到服务器上运行"
    #expect(try judgement(on: text, wanted: ["zh"]).isKept)
    #expect(try !judgement(on: text, wanted: ["en"]).isKept)
  }

  /// Text all of ASCII is counted another way than text with one letter beyond it, which stands
  /// alone here and counts for nothing.
  @Test func lettersOfASCIIAreCountedAsThoseOfOtherText() throws {
    var generator = SeededGenerator(seed: 5)
    let alphabet = Array("abYZ@[`{09 ,.\n")
    var counted = 0
    for length in 0...300 {
      let text = String((0..<length).map { _ in alphabet.randomElement(using: &generator)! })
      let letterCount = try judgement(on: text).verdict.letterCount
      #expect(try judgement(on: text + " é").verdict.letterCount == letterCount, "\(text)")
      counted += letterCount
    }
    #expect(counted > 1000)
    #expect(try judgement(on: "zyx").verdict.letterCount == 3)
    #expect(try judgement(on: "z y xw v").verdict.letterCount == 2)
  }

  @Test func singleLettersAreQuantities() throws {
    #expect(try judgement(on: "α + β = γ, θ = π / 4, λ ≠ μ").isKept)
  }
}
