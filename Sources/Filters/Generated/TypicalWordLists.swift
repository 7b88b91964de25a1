// Made by Tools/generate-typical-words.py, which says how; do not edit.

/// The words that are in the most sentences of a language.
enum TypicalWordLists {
  /// By language: its words, those in the most sentences in the first of four tiers.
  static let all: [(language: String, tiers: [String])] = [
    (
      "af",
      [
        """
        die en het in is van
        """,
        """
        aan as dat dit ek hierdie hulle hy kan maar met nie om ons ook oor op se sy te vir \
        wat word
        """,
        """
        al ander baie by daar dan deur een eerste gaan god haar hoe hom jou jy kom laat maak \
        meer mense moet my na net nog nou of sal so soos sou sê toe tot uit waar was wees \
        wil
        """,
        """
        af afgelope afrika afrikaanse alle alleen alles almal altyd anders antwoord asook \
        begin behoort beste beteken binne bly bo christus daardie daarvan dag de deel \
        dieselfde dink dis dié doen dood drie dus egter eie elke enige enigste gebruik geen \
        gehad gemaak genade gesien gesê glo goed goeie groot hele help here hier hou hul hê \
        iets jaar jesus julle kant keer kerk kind kinders klein kon kry kyk leer lees lekker \
        lewe liefde lig lê mag mens niks nooit nuwe omdat onder ontvang ou paar pad plaas \
        plek raak sa saam self selfs sien sit slegs sluit soms sonder speel staan stel sterk \
        suid sulke teen ten terwyl tog tussen twee tyd vanaf vandag veral verder vier voel \
        volgende voor want water weer weet weg wel werk woord woorde wêreld
        """,
      ]
    ),
    (
      "ar",
      [
        """
        في من
        """,
        """
        أن إلى على
        """,
        """
        أو التي الحلقة الذي العربية الله الى اون بعد بعض بين ذلك عن كان كل كما لا لاين لم ما \
        مباشرة مسلسل مشاهدة مع هذا هذه هو يوتيوب
        """,
        """
        pm آخر أجل أحد أخرى أعمال أكثر أم أمام أنه أي أيضاً إجراء إدارة إذا إلا إليها إن \
        استخدام ال الآن الأخرى الأمر الأمريكية الإنسان البحث البلاد التعليم التعليمية \
        الجامعة الجزء الخاص الخاصة الخدمات الخدمة الدعم الدكتور الدم الدول الذين السؤال \
        الساعة السعودية السلام الشعب الصفحة الطرق الطلاب العالم العالمية العالي العام العامة \
        العلاج العلمية العمل القانون اللغة المتحدة المجال المجلس المدرسة المدينة المركز \
        المسلسل المعلمين المعلومات المملكة المنطقة الموقع الناس النظام الوطني الوقت الولايات \
        اليوم ان بدون بشكل بل بما بن به بها تؤثر تقوم تكون تلك تم ثم جامعة جديدة جميع حالة \
        حتى حسب حيث خاصة خدمات خلال دون ذات رئيس ربما سنة شركة عام عبد عدد عدم عليه عليها \
        عمل عملية عند غير فإن فقط فى فيديو فيه فيها قام قبل قد كانت كذلك لأن لدينا لكل لكن \
        لله له لها لهم لو مثل مجال مجلس محمد مدينة ملاحظة مما منذ منهم موقع هل هنا هناك هي \
        واحد وجه وذلك وزارة وعلى ولا ولكن ولو وما ومن وهو وهي يتم يقول يكون يمكن يوم
        """,
      ]
    ),
    (
      "az",
      [
        """
        və
        """,
        """
        bir bu ci də ildə ilə
        """,
        """
        azərbaycan böyük cu cü da edir görə hər idi il ilk isə ki kimi olan olaraq olmuşdur \
        onun sonra tərəfindən yeni çox öz üçün ən
        """,
        """
        abş adada adam adlı adı aid amma anadan ancaq arasında artıq asılı avropa az açıq \
        aşağı bakı baxmayaraq bağlı baş başa başladı başqa belə beynəlxalq bilər biri buna \
        bundan bunu burada bütün bərpa bəy bəzi cı cənub daha davam daxil demək deyil digər \
        dili dövlət dövründə dünya düşən dəfə edib edilib edilir edilmiş edilmişdir edirdi \
        edirlər edən edərək elan elmi erməni etdi etdiyi etmişdir etmək etməyə eyni \
        fəaliyyət geniş göstərir güclü gün gənc halda haqqında hesab heç həmin həmçinin həsr \
        hətta həyatı ii iki ikinci ildən ilin illər illərdə inkişaf insan iqtisadi istehsal \
        istifadə iştirak kiçik km kənd kəndin kəndində lakin malik milli musiqi müasir \
        müddət müxtəlif müəyyən məhz məşğul olar oldu olduğu olduğunu olmuşdu olub olunan \
        olunmuş olunur olur ona onlar onları onların onu orta oğlu qarşı qeyd qəbul qədim \
        qədər rus son səbəb tarixi türk təhsil təyin təşkil universitet uzun vardır xan \
        xüsusi ya yaxın yaşayan yenidən yerləşir yüksək zaman çünki özünü üzrə üzərində üç \
        İlk şəhəri şəhərin şəhərində şəkildə əl əlavə əldə ərəb əsas əsasən
        """,
      ]
    ),
    (
      "be",
      [
        """

        """,
        """
        да на не па што
        """,
        """
        аб ад але больш было вельмі года гэта для за калі можна мы пра пры так таксама таму \
        толькі яго яе як якая які якія яны яшчэ ён іх
        """,
        """
        by абавязкова або адбудзецца адзін аднак адным адразу адукацыі акрамя альбо асабліва \
        аўтара без беларускага беларускай беларуская беларускіх беларусь беларусі бо будзе \
        будуць будынак бы была былі быць быў ва вайны варта вас васіль вершы вобласці вось \
        вуліцы вы вядомы вялікай вялікі гадзін гадоў гады газеты галоўны гг год годзе гэтага \
        гэты гэтым дарэчы два дзе дзень дзякуючы дзяцей добра ды жа жыцця жыццё заўсёды каб \
        кажуць каля канца касцёл кожны колькі культуры людзей людзі ліку мае менавіта месца \
        мове мову мовы можа мяне мінску нават нам напрыклад нас нашай нашым нашых некаторыя \
        новы новыя ня ні пад падчас пакуль пасля першы праз працу працы проста пытанне раз \
        разам раёна са сам самы свае свайго сваю сваёй сваіх свету свой свята сродкаў стала \
        сталі сябе сям сёлета сёння таго такім там то тое той трэба тут ты тым тыя ужо усе \
        усё хто хутка цяпер ці чалавек чалавека час чым школу школы шмат якасці якой якім \
        яна ёй ёсць ім імя іншых ўжо ўсе ўсё ўсіх
        """,
      ]
    ),
    (
      "bg",
      [
        """
        за на от се
        """,
        """
        да като не по са си това че ще
        """,
        """
        бъде всички във до един или има които към много му най но още през при само след те \
        тези той трябва
        """,
        """
        агенция аз ако акции без беше би бизнес бил били било борса броят бъдат българи \
        българите българия бяха вече вземе ви време все всеки всичко възможност въпреки \
        въпрос върху германия ги го година години голям град група два две декември дневник \
        дни добави дойде долара дори достатъчно достъп другата други другите дружеството \
        души държава евро една едно ес защо защото избори им имат името информация каза как \
        какво както кв когато което който компании компания компанията която края където ли \
        малко между местните ми миналата млн може момента място над направи нас началото \
        ндсв него нещо ни нови ноември някои някой няколко няма обаче общински обясни около \
        освен особено останалите очаква пазар повече под последните почти прави \
        правителството пред предвижда преди проблем продукти пък първата път пъти работа \
        работи разбира резултат сащ сега седмица служителите сме софия според сред срещу \
        става страна страната страни със същия също тази така там тогава този тук тя тях \
        хора хората часа част често чиито човек чрез шест ясно
        """,
      ]
    ),
    (
      "bn",
      [
        """
        করে
        """,
        """
        এক এবং করতে করা করার জন্য তাদের থেকে না যে হবে
        """,
        """
        আছে আপনার আপনি আমরা আমাদের আমার আমি আর এই একটা একটি এর করেন কাজ কি কিছু কোন তা তার \
        তারা তিনি থাকে দেশের পারে বা বিভিন্ন মধ্যে মানুষ যায় শিক্ষা শেষ সঙ্গে হচ্ছে হতে হয় \
        হয়ে হয়েছে
        """,
        """
        অংশ অনেক অন্য অন্যান্য অবশ্যই অর্থ আগে আপনাকে আবার আরও আরো আল্লাহ আল্লাহর আশা আসা \
        আসে ইউনিয়ন ইতিহাস উদ্ধার উন্নয়ন উপজেলা উপর একই একজন এখন এখানে এগিয়ে এটা এটি এমন এসব \
        ওপর কথা করছি করবে করবেন করি করুন করেছে করেছেন কাছে কারণে কিন্তু কিভাবে কী কে কেউ কেন \
        কোনো ক্ষমতা ক্ষেত্রে গুরুত্বপূর্ণ গেলে গ্রহণ গড়ে চেষ্টা ছিল জাতীয় জানতে জানা জানান \
        জীবন জীবনের জেলা টাকা টি ঠিক ডাউনলোড ঢাকা তথ্য তবে তাই তাকে তাহলে তৈরি থাকতে থাকলে \
        থাকেন দিক দিতে দিন দিয়ে দেখা দেশ দেয়া দ্বারা ধরনের ধরে নতুন নাকি নামে নিজের নিতে \
        নিশ্চিত নিয়ে নেই পর পরে পর্যন্ত পারবেন পারেন পুলিশ প্রকার প্রতি প্রতিষ্ঠান প্রথম \
        প্রবেশ প্রশ্ন ফলে বছরের বলতে বলে বলেন বাংলাদেশের বিশেষ বিষয় বৃদ্ধি বেশি ব্যবস্থা \
        ব্যবহার বড় ভাল মনে মাধ্যমে মানুষের যদি যা যারা যেন রাখতে রয়েছে শুধু শুরু সব সমস্যা \
        সম্পর্কে সম্ভব সময় সাইট সাথে সামাজিক সে সেই সেটা সেবা হয় হয়েছে হল হলে হলো হিসেবে
        """,
      ]
    ),
    (
      "bs",
      [
        """
        je se
        """,
        """
        da kao koji na od sa su za
        """,
        """
        ali bi bila bio do godine hiljada ili ima iz koja koje minuta mu najmanji najveći \
        nakon ne nije oko on po prečnik sg te to uglovnih što
        """,
        """
        ako album augusta bez bili bilo biti blizini bosne bosni broj broja brzo dalje dana \
        danas današnjeg dijelu dinastije dio djela dobija dok druge drugim država države dva \
        dvije ga gdje glavni glavnog godina grad hercegovine hiljade historija iako igra ih \
        im imao ime ipak između jedan jedna jer jezik još kad kada kako kasnije knjiga kod \
        kojeg kojih kojima kojoj koriste koristi kraju kroz ljudi međutim mjesto mogu mora \
        može nad nalazi naroda naziv naziva način nego neki nekim nekoliko nisu njegov \
        njegova njegovi njima no obično odnosno ona općine osim ova ovaj ove ovo ovog pa pet \
        pjesma pod polja postaje postoji poznat početku počinje preko prema pri prije protiv \
        prva prvi puta radi različitih riječi sad sam samo serija sezone smatra stanovnika \
        strane sve svih svoj svoje svoju svom tada taj tako također tih tog toga tokom tome \
        tri utakmice uvijek uz veliki velikih velikog vijeka više vratio vrijeme zajedno \
        zbog će čak čemu često četiri žena život života
        """,
      ]
    ),
    (
      "ca",
      [
        """
        de el la
        """,
        """
        al amb del els en es les no per que un una és
        """,
        """
        altres aquest aquesta barcelona com dels fer ha han hi més on part se ser seva si \
        són també tot va
        """,
        """
        abans acord actes activitat activitats així això ajuntament alguns als altra altre \
        ambient anglès any anys apartat aquestes aquests ara article avui base bona busca bé \
        cada cal cap cas casos catalana catalunya centre cinc ciutat ciències classes col \
        coneixement contra cultura curs departament des desenvolupament després dia dies \
        diferents dins dir direcció director documentació dos dret drets durant edat empresa \
        empreses ens entre equip era escola espanya especial estan estat estiu està etc \
        euros exemple fa fet final fins forma formació format general generalitat govern \
        gran grup grups havia hem ho http informació ja joan junta li llei los manera mateix \
        millor molt molts món només nostra nou objectiu partit pel pels perquè però pla \
        plaça poble poden popular pot primer primera projecte pràctiques públic qualsevol \
        quan qui què realitzar sant segons sempre sense seran servei serveis serà seu seus \
        seves sobre sol tan tant tenen tenir tipus totes tots treball tres tècnica té títol \
        universitat uns us van veure web www
        """,
      ]
    ),
    (
      "cs",
      [
        """

        """,
        """
        do je na se že
        """,
        """
        ale by byl jak jako jsem jsou které nebo od po pro při si to ve za
        """,
        """
        aby ani asi až bez bude budou bych bychom byla byli bylo byly být celé celém ch co \
        další dne dnes doba dobu dobře doc dost druhé dva dvou dvě dále díky eu hlavní ho \
        hodin jde jedná jeho jej jejich jen ještě ji jiným již jsme já kam kde kdo kdy když \
        ke kterou která který ku kč let letos li lze mezi mi musí musím má máme mého mít měl \
        může můžete nad naprosto naše naší ne nejen největší není než nic nich nicméně nikdy \
        novou nové nyní nám nás objektu opatření opět ovládání ovšem pak patří pc platí \
        pocit pod podle pokud potom pouze později počet prezentaci programu projektu \
        prostředí proto protože první práce před přes případě raději republiky roce roku \
        roky rozsahu samozřejmě sobě součástí společnost století stránce své světa svůj \
        systému tady tak také takže tam tato tedy ten tento teprve ti toho tohoto tom tomu \
        toto trochu tu tuto ty tyto této tím už velmi vlastní vlastně vám více však všechny \
        zařízení zcela zde ze zejména zájem české či část ľe školy
        """,
      ]
    ),
    (
      "cy",
      [
        """
        mae yn
        """,
        """
        ac ar ei gan gyda oedd roedd wedi yr
        """,
        """
        am aml at bod bu cael deulu enw er eraill eu fe fel fod gyfer hefyd hyd hyn lladin \
        mewn neu ond perthyn rhywogaeth sef sy talfyrir un wrth ym yng yw ôl
        """,
        """
        addysg adeg aeth afon ag agos ail allan arall arbennig ardal au bach ben blant bob \
        bobl brifysgol bron bwysig byd byddai byw cafodd canol cartref ceir corff cwmni \
        cyfeirio cyffredin cyfnod cymraeg cymru cyn cynnwys cyntaf daeth dan dau ddaeth ddau \
        dde ddechrau ddefnyddio ddinas ddiweddarach ddod ddwy de dechrau defnyddio dim dinas \
        diwrnod dod dref dros drwy dyma ef elwir enillodd ennill erbyn ers etholiad farw \
        fawr felly fewn ffurf flwyddyn fwy fwyaf gadael gael gellir genyn gerddi gilydd \
        gwaith gweld gyd gyfnod gyfystyron gymru gyntaf hen hi hon hun hwn hynny iaith iawn \
        iddi iddo iddynt john km leol llawer llawr lle lloegr mai math megis mor mwyn na \
        newid newydd nhw ni nid nifer oed oes of oherwydd os pan pob pobl prif prifysgol \
        restr rhai rhan rhif rhwng safle sbaen sydd tair the thomas tra trwy tua unig waith \
        weithiau williams wlad wneud ydy yma yna yno ynys ysgol ysgrifennu ystod
        """,
      ]
    ),
    (
      "da",
      [
        """
        af at det en er og på til
        """,
        """
        de den der du et for har ikke jeg kan med men om som så vi
        """,
        """
        alle andre blev da dette dig efter eller end fra få han havde have her hun hvis hvor \
        kl kun kunne man mange meget mere mig noget nogle nu nye når også op selv sig skal \
        to ud var ved vil vores være år
        """,
        """
        aldrig allerede alt altid andet apr arbejde bare begge bl blandt blive bliver blot \
        by både børn ca close connection dag dage dagen danmark dansk date del dem denne \
        deres derfor din dine dk dog eks endnu enkelte faktisk fik film finde flere forhold \
        forskellige forslag frem fået får før første gang gange gennem gik give gmt god gode \
        godt gå går gør gøre ham hans hele helt hos hurtigt hvad hver hvordan ind inden \
        indenfor indlæg ingen kom komme kommer kører lave lever lidt lige lille liv mellem \
        mens mest min mindre mod mulighed må måde måske ned net nogen nok ny nyt online os \
        over par rigtig række samme sammen samtidig se sidste sige siger skulle stadig sted \
        stor store stort sådan tager tak tid uden under vigtigt ville været
        """,
      ]
    ),
    (
      "de",
      [
        """
        der die und
        """,
        """
        auch auf das dem den des ein eine es für im in ist mit nicht sich sie von zu
        """,
        """
        aber alle als am an aus bei bis da dann dass daß diese durch einem einen einer er \
        gibt haben hat ich ihre immer kann können man mehr nach noch nur oder sind so um uns \
        vor war wenn werden wie wieder wir wird zum zur über
        """,
        """
        ab allem allen alles andere anderen arbeiten auswahl beiden beim besuch bild bitte \
        bzw damit davon denn dennoch deutschland dich dies diesem diesen dieser dieses dir \
        doch dort drei du eines einfach einige einmal erreicht erste etwa etwas euch falls \
        fest finden gab ganz ganze gegen geht geworden glauben gut gute habe hand hatte \
        heute hier ihm ihn ihnen ihr ihren informationen ja jahr jahre jahren jede jeder \
        jedoch jetzt keine kleinen kommt konnte lassen leben letzten liegt links machen mal \
        markus menschen mich mir muss muß möchte neben neue neuen nun ob ohne platz raum \
        rund schon sehen sehr sein seine seiner seit seite soll sollte sondern sowie spielen \
        steht unsere unserer unter unternehmen usa viele vier vom waren was weg wegen weiter \
        wenig wo wurde wurden zeit zwei zwischen
        """,
      ]
    ),
    (
      "el",
      [
        """
        και με να την το του
        """,
        """
        από για δεν είναι θα οι που σε στην στο τα τη της τις τον τους των
        """,
        """
        ένα έχει ήταν αλλά αν αυτό κάθε μας μετά μια μου μπορεί οποία πολύ πρέπει σας στα \
        στη στις στον στους τι ως όλα ότι
        """,
        """
        blogthis facebookκοινοποίηση pinterest twitterμοιραστείτε άλλα άλλη άλλο άλλος έκανε \
        έλληνες έναν ένας έτσι έχετε έχουμε έχουν έχω έως ήδη ίδια ακόμα ακόμη ανάγκη \
        αναμένεται αναρτήθηκε απ απο αποστολή αποτελεί απόδειξη αυτά αυτή αυτούς αφού βάρος \
        βιβλίο βοήθεια βράδυ βρίσκεται γίνει γίνεται γι γιατί γυναίκα δε δηλαδή διάρκεια \
        διαδικασία δράση δυνατότητα δύο είχε εγώ εδώ εκ εκεί εκλογές ελλάδα εν ενός ενώ επί \
        επίσης ευρώ ζωής ηλεκτρονικού θέμα θέση ιουνίου κάνει κάποια κάτι καθώς καλά καλή \
        κανείς κατά κι κόσμο λίγο λοιπόν λόγω μάλιστα μέσα μέχρι μήνυμα μία μαζί μεγάλη \
        μεγάλο μεταξύ μη μην μιας μοιραστείτε μπορούν μπορούσε μόνο νέα νέο νερό οποίες \
        οποίο οποίος ούτε πάλι πάνω παρά παρακάτω πασοκ περίπτωση πια πιο πλέον πλευρά πολλά \
        πριν προς πρώτη πως σήμερα σαν σημείο σου σπίτι σχέση σχόλια τέλος ταχυδρομείου \
        τελευταία τρεις τόσο τώρα υπάρχει υπάρχουν φορά φορές χρειάζεται χρόνια χωρίς χώρα \
        όλο όλοι όλους όμως όπου όπως όσο όταν όχι ώρα ώστε
        """,
      ]
    ),
    (
      "en",
      [
        """
        and in of the to
        """,
        """
        are as at be by for is it on that this will with you
        """,
        """
        after all also an any before but can canada do from has have he health how if \
        information its more not one or other our out please such their these they time was \
        we which work your
        """,
        """
        about activities am another area available because been being between both building \
        business canadian care children city come committee community computer contact could \
        course current day days development did during each east even experience fact find \
        first following form general god government had held her high him his home however \
        human important include industry international into just know last law let life like \
        line local main make management many may me meeting members most much must my needs \
        new no north now number often old once only order over own part people place play \
        program project provide provided public quality re regarding required research \
        resources result review school service services should since site so some staff \
        students support system team than them there those through two up us use used using \
        very web well were what when where who without world would year years
        """,
      ]
    ),
    (
      "eo",
      [
        """
        de en kaj la
        """,
        """
        al el estas estis ke kiel mi ne por
        """,
        """
        ankaŭ aŭ da du dum esperanto havas ili inter jam kiam kiu kiuj kun li ni nun nur ol \
        oni per plej pli post povas pri pro se sed sur tiel tio tiu unu urbo vi ĉe ĉi ĉiuj \
        ĝi
        """,
        """
        afero alia aliaj an ankoraŭ antaŭ aperis aprilo apud armeo bona bone centra certe \
        cxiuj devas dio diras diris diversaj do dua eblas eble ekde ekzemple ekzistas ene \
        esperanta esperantistoj esti estos estu eĉ facile fakte familio finfine fino foje \
        formo francio granda havis homo homoj iam ilia ilin instruado insulo internacia io \
        iom iras ja jara jarcento jaro jaroj je jen jes kelkaj kie kies kio kion kiujn kiun \
        konata kontraŭ ktp lando landoj lasta laŭ lia liaj lin lingvo lingvoj lingvon longe \
        malgraŭ mem mia milito min mondo morto multaj multajn multe neniam neniu nia nian \
        nomo nomoj nova ofte okazis oktobro parolis parto patro poste preskaŭ prezidanto \
        rapide sen sia siaj sian sin sukcesis tamen tempo tial tiam tie tion tiuj tiun tra \
        tre tri tuta tute unua vere via vin vivo volas vorto vortoj ĉar ĉiam ĉio ĉiu ĉiujn \
        ĉu ĝin ĝis ŝi
        """,
      ]
    ),
    (
      "es",
      [
        """
        de el en la los que
        """,
        """
        como con del es las lo ms no para por se su un una
        """,
        """
        al cada clasificados contenidos educacin entre est esta este ha hasta hay me muy nos \
        noticias parte pero puede qu relacionadas ser si sobre son sus tags tambin te tiene \
        todas todo todos tu universia ya
        """,
        """
        acceso actividades adems ahora algo alguna antes ao aos aqu as aunque becas beevoz \
        bien cabeza calidad casa casi cmo completar comunidad coneducacin conocer conozcan \
        contenido cosas cualquier cuando cuatro cursos da dar decir dems desarrollo desde \
        despus donde dos durante ello encuentro era esa ese espaa espacio estar estas estn \
        esto estudiantes estudios euros forma formacin formas ftbol fue futuro gran grupo \
        hace hacer han historia hora hoy informacin internacional internet le les logro \
        lugar manera mayo mejor menos mi millones momento muchas mucho mundo mxico nada ni \
        nivel nuestra nuestro nuevo online otro otros parece pas pena perfil personal \
        personas poco porque primera pueden puedes rectores red redes sea segn sido siempre \
        siendo sin sistema slo social sociales solo superior tan tanto tiempo tienen tienes \
        tipo tomar trabajo travs tres universidad universidades universitaria universitarios \
        uno utc va veces ver vez vida web
        """,
      ]
    ),
    (
      "et",
      [
        """
        ja on
        """,
        """
        ei et ka kui see
        """,
        """
        aga eesti juba kas kes kuid kõik läbi ma meie mida midagi mis nii ning oleks oli oma \
        pole saab seda siis ta tuleb veel või võib ära üle
        """,
        """
        aasta aastal aeg aega ainult aitab ajal alati alla annab aru arvates asi edasi ee \
        eest eestis ega ehk elu enam end endale esimene ette euroopa eurot hea hästi iga \
        igal ikka ilma ilmselt inimene inimesed inimest ise isegi jaoks ju just juurde jääb \
        jäänud kaks kasutada keegi kell kelle kiiresti kindlasti kogu kohta kokku koos korda \
        korral kuidas kuigi kuna kunagi kus kätte kõige küll lapsed lihtsalt lisaks loe \
        lõpuks me meil mille mina mingi mingit minna minu mitte mul mulle mõlemad mõte nad \
        nagu natuke need neid neist nende näiteks nüüd ole oled olema oleme olen olla olnud \
        ongi osa palju peab peaks peale pigem poolt päeval pärast raha raske rohkem sa saa \
        saada saaks saanud sai samuti seega selle selleks sellest selline seotud sest siin \
        siiski sinna sinu sisse suur sõnul taga tagasi taha tal tallinna teema tegemist teha \
        tehtud teie tema tihti tuleks tuli uus vaadata vaid vaja valmis vastu väga vähemalt \
        välja võimalik võtta öelda ühe üks üldse üsna
        """,
      ]
    ),
    (
      "eu",
      [
        """
        da eta
        """,
        """
        an bat ere izan zen ziren zuen
        """,
        """
        animalia baina bere beste biztanleak biztanleria dago dagoena demografia \
        departamenduan dira diru ditu du dute edo egin erroldatutako eskualdean ez \
        frantziako generoko ko ondoren pertsona sortu udalerria udalerrian zituen zuten
        """,
        """
        agertzen aldatu alde aldiz alemaniako arabera arren arte artean arteko asko \
        asteroide aurka azaleran azken bai baino baita bakoitzeko barruko batean batek \
        bateko baten batera batzuk behar berriz bertan bezala bezalako bi bigarren bihurtu \
        bikoteak bilakatu bizi biztanle dagoen daiteke daitezke daude dauden de den diren \
        dituen dituzte dituzten duen duten ean egiteko egiten egun eko eman ematen en \
        erabiltzen eragin errege erregeak erroldaren esan eskualdeko espainiako estatu euren \
        euro euskal fiskalaren france gabeko gain gainera garai gaur gehiago gero gerra gisa \
        guztiak hain hainbat hala handia handiena haren hartan hartu hartzen hasi hau hauek \
        herri hil hiri hiru historia honek honen honetan hori horiek horien horren idatzi ii \
        inguru inguruan ipar itzuli izango izen izena izeneko jaso joan kilometro km \
        koadroko la lan lehen lehenengo liburu lortu mediana mendebaldeko metroko munduko \
        musika nagusi nagusia nahi nahiz okzitaniako ondorioz osatzen oso saint sarrera \
        sartu seme taldea taldearen teoria udalerri urtarrilaren urte urtean urteko zati \
        zegoen zein zela zenbait zion zituzten zitzaion
        """,
      ]
    ),
    (
      "fa",
      [
        """
        از است این به در می که
        """,
        """
        آن ای با برای بود را سال شد شده شود ها های یک
        """,
        """
        استفاده اما انجام اند او ایران باشد بر بوده بین تا تاریخ توان توسط خود داده دارد دست \
        دو دیگر روی زمان شهر صورت عنوان قرار مورد نام نفر نیز واقع وجود وی پس کار کرد کرده \
        کشور کند کنند گرفت گرفته یا یکی
        """,
        """
        آب آثار آغاز آمد آمریکا آمریکایی آنان آنها اثر استان اشاره اول اولین اکنون ایالت بار \
        بازی بخش برابر برخی بررسی برنامه بزرگ بسیار بعد بودند بی بیش بیشتر تبدیل تر ترین \
        تشکیل تنها تهران تواند تولید ثبت جمعیت جمله جنوب جنوبی جنگ جهان حال حسن داد دارای \
        دارند داشت داشته دانشگاه دلیل دهد دهستان دوران دوره دولت راه رسید رفت رود روز زاده \
        زبان زندگی زیادی ساخت ساخته سر سری سطح سه سیستم شامل شاه شدن شدند شرقی شرکت شناسی \
        شهرستان شوند شکل طور طول علمی غرب فرهنگ فعالیت فوریه فیلم قرن مانند ماه مجموعه محمد \
        مختلف مربوط مردم مرکز معروف ملی ممکن مناطق منطقه مهم موسیقی میان میلادی نشان نقش \
        نمود نمونه نمی نوشته نوع هایی هر هستند هم همه همین هنر هیچ وارد ولی پیش چند چهار \
        کتاب کشف کوچک گردد گروه یافت
        """,
      ]
    ),
    (
      "fi",
      [
        """
        ja on
        """,
        """

        """,
        """
        ei että joka myös ole oli ovat se sekä sen tai voi vuoden
        """,
        """
        aika aikana aikoina ajan alla alueella alueen alussa antaa asiasta asiat eikä eivät \
        eli en eniten ennen ensimmäisen eri esimerkiksi eu he huolimatta hyvin hän hänen \
        ihmisen ihmiset jo joita jolla jolloin jonka jos jossa jota jotka jotta jälkeen \
        kaikki kaikkien kannalta kanssa kautta koko kokonaan koska kuin kuitenkin kun kuten \
        kuuluu kuva käytetty käyttöön lauantaina liittyy lisäksi luvun lähes mahdollista \
        markkaa miksi mikä mikäli miljoonaa miten mitä mk mm muita mukaan mukaisesti mukana \
        mutta ne niiden niin niitä noin nyt nämä olemme olevan olisi olivat olla ollut oman \
        opinnot ottaa oy paljon parempi perusteella pitäisi pitää prosenttia päättää rakkaus \
        ry saa saada saadaan saanut saavat samalla samoin siihen siitä sillä sisältää siten \
        sitä sosiaali suomen suomessa tarvitaan tehdä tehdään tekee toimii toiminta toisen \
        tulee tulisi työryhmän tällainen tällä tämä tämän tässä tästä tätä useita uuden \
        uudet uusi vaan vain valtion varten vastaan vielä viime voidaan voit voivat vuonna \
        vuosittain vähän www yhden yhdessä yksi yli
        """,
      ]
    ),
    (
      "fr",
      [
        """
        de des et la le les
        """,
        """
        au dans du en est il ne par pour que qui sont sur un une
        """,
        """
        aussi aux avec ce ces cette deux elle fait ils je leur mais même nous on ont ou pas \
        peut plus qu sa se son vous été être
        """,
        """
        action activités afin agit ai ainsi alors année ans approche après article aujourd \
        autre autres avant avoir beaucoup bien cas cela celui centres ceux chaque ci cm \
        comme communauté compte connaissance contre contrôle corps création demande depuis \
        devant doit doivent domaine donc données dont développement elles emploi encore \
        enfant enfants ensemble entre entreprise environ existe faire faut façon fois \
        formation forme france gestion grand grâce heures histoire hui ii institut jour juin \
        jusqu leurs lieu liste loi lors lui là maison maîtrise mise moins mois monde moyenne \
        nom nombre non nos notre offre ordre organisation où paris partie pays pendant \
        permet personnes peu peuvent place plusieurs politique possible premier première \
        prendre production produits projets propose public quand quelques question rapport \
        recherche région réseau sans sera seront service ses seule si site société soit \
        technique techniques temps toujours tous tout toutes travail trois très université \
        vers veut vie ville votre également était
        """,
      ]
    ),
    (
      "ga",
      [
        """
        agus an ar is na
        """,
        """
        ach ag bhí de go in ina le mar nó sa seo sin sé tá
        """,
        """
        acu aige air am amach ann aon as atá ba baile bhfuil bhliain chomh chuid chuir chun \
        chur den do don duine dá ea eile faoi féidir féin gur iad leis mó mór nach nua nuair \
        ná ní raibh réir san siad sna suite tháinig
        """,
        """
        ab aghaidh aici ainm amháin ansin aois aontaithe bhain bheith bhfeidhm bhéarla \
        bhíonn bliain bunaithe béarla bíonn cathair ceann ceantar chathair chineál chogaidh \
        chuaigh chéad chéanna chéile cliath contae cosúil cuid cuireadh cur cé céanna córas \
        daoine daonra deireadh dhiaidh dhá dhéanamh dlí domhain domhan dtí dtús dul déantar \
        dócha fad fada faoin freisin fuair fáil fós gach gaeilge galar gan gceist gcomhairle \
        gcontae gcuid gcónaí gurbh héireann idir inniu isteach leabhar leith lena leor linn \
        lucht lá lán lár mac maidir maith mbaile mbliain measc mhó mhór minic muintir \
        ndiaidh níl níos nós of oibre orthu pobal rialtas rinne rinneadh rith roimh roimhe \
        roinnt rud rugadh rí saol scannán scéal shampla stair stáit sí síos taobh tar teanga \
        teangacha thaobh the thug timpeall toisc trí tíre ábhar áfach áit éagsúla éirinn éis \
        ón úsáid
        """,
      ]
    ),
    (
      "gu",
      [
        """
        અને છે
        """,
        """
        આવેલા એક કે દેશના પણ ભાગમાં ભારત માટે રાજ્યના
        """,
        """
        અથવા આવે આવેલું કરવામાં કરી કરે ગામ ગામમાં ગુજરાત જિલ્લાના જે જ્યારે તરીકે તાલુકાનું \
        તાલુકામાં તે તેઓ તેના તેને તેમણે તેમના તો થાય દિવસ દ્વારા નથી ના ની પછી પર પશ્ચિમ \
        મહત્વનું માં મુખ્ય રીતે લોકો સાથે સૌથી હતા હતી હતું હતો હોય
        """,
        """
        of the અંગે અનુસાર અનેક અન્ય અભ્યાસ અમુક અર્થ અલગ અસર આજે આદિવાસી આધારે આપવામાં આપી \
        આપે આમ આવતા આવી આવેલ આવેલી આવ્યા આવ્યો આશરે ઉપયોગ ઉપરાંત એટલે કરતા કરવા કરીને કર્યા \
        કર્યું કર્યો કહેવાય કામ કારણ કારણે કેટલાક કેટલીક કોઇ કોઈ ખાસ ગણતરી ઘણા છતાં જન્મ જાય \
        જિલ્લામાં જિલ્લો જીવન જેથી જેમ જેમાં જેવી જો જોવા ટકા તથા તરફ તાપી તેણે તેની તેનો \
        તેમ તેમજ તેમની તેમને તેમાં ત્યાં ત્યાર ત્યારે થઈ થયા થયું થયો થી દક્ષિણ દર દરમિયાન \
        દરમ્યાન દરેક દેશ ધરાવે નગર નવા નામ ને નો પરંતુ પહેલા પાછળથી પાણી પાસે પુરું પોતાના \
        પોતાની પ્રકારના પ્રથમ બન્યા બાદ બીજા બે ભાગ ભારતના ભારતીય મધ્ય મળે મહત્વનો માત્ર \
        મુજબ મોટા મોટી રચના રહી રહે રહ્યા રાજકીય રાજ્ય વચ્ચે વડોદરા વધારે વધુ વર્ષ વર્ષના \
        વસે વિચાર વિવિધ વિશાળ વિશેષ વ્યવસ્થા શકાય શકે શરૂ શ્રી સમગ્ર સમય સમયે સામાન્ય સામે \
        સુધી સુરત હતાં હવે હોવા હોવાથી
        """,
      ]
    ),
    (
      "he",
      [
        """
        של
        """,
        """
        את הוא על
        """,
        """
        או אחד אך אשר ביותר בין בשנת גם היא היה הם זה זו ידי יותר יש כאשר כי כל לא לאחר עד \
        עם
        """,
        """
        the אביב אדם אולם אותה אותו אחר אחרי אחרים אחת אי אין אל אלא אלו אלפי אם אמריקה אנשי \
        אנשים אף ארצות באופן באותה באירופה באמצעות באפריל בבית בגלל בהם בו בידי בישראל בית \
        בכך בכל בלתי במהלך במסגרת במקום בן בנוסף בני בעולם בעיקר בעיר בעל בעלי בעקבות בקרב \
        בשל בשם בשנים בתקופת גדול דבר האם הברית הגדול הגיע הזוג החברה החדשה החל היו היום \
        הייתה הליגה המאה המדינה המלחמה הממשלה המשחק הן הספר הסרט העולם העונה העיר הראשון \
        הראשונה הרביעי השיר השני השנייה ואת והוא והן וכן ולא זאת זכה זכתה זמן חברת חזרה חיים \
        חלק יד יהודים יהיה יום ילדים יצא ישראל כדי כיום כך כלל כמו כן לאור לאורך לגבי לה \
        להיות לו לכל ללא למרות למשל לעתים לפי לפני לראות לראשונה מהם מול מטר מכל מכן מלחמת \
        ממנה ממנו מן מנת מספר משחק מתחת נבחר נגד נוסף נוספת ניתן ספר עבור עליו עצמו פי פעם \
        פעמים קבוצת קיימת רב רבות רבים רק שהיא שהם שונים שכן שלא שלה שלו שלושה שם שנה שנות \
        שני שנים תחת תל תקופה
        """,
      ]
    ),
    (
      "hi",
      [
        """
        की के में है
        """,
        """
        इस एक और का कि को तो था नहीं ने पर भी यह से ही हैं हो
        """,
        """
        अपनी अपने आज आप कर करते करने कहा किया किसी कुछ कोई गया जब जा जो तक तरह थी थे दिया \
        पहले फिर बहुत बात बाद मैं या ये रहा रही रहे लिए लेकिन वह वाले वे सकता समय साथ हम हुआ \
        हुए होगा होता
        """,
        """
        am अगर अधिक अनुसार अब अभी अलग आगे आने आपको आये इन इसका इसके इसलिए इससे इसी इसे उन \
        उनका उनकी उनके उन्हें उन्होंने उस उसका उसकी उसके उसमें उसे ऐसा ऐसे ओर कई कभी कम करके \
        करता करती करना करें कहते काम कारण कार्य केवल कैसे क्या क्योंकि क्षेत्र खुद गई गए गयी \
        गीत घर चाहिए जाए जाएगा जाता जाती जाना जाने जिस जिससे जी जीवन जैसे ज्यादा ठीक तथा तब \
        तीन थीं दिन दिल्ली दी दुनिया दे देश दो दोनों दौरान द्वारा नाम पिछले पूरी प्रकार \
        फिल्म बताया बना बार भारत भारतीय मगर मां मिल मिला मुझे मेरी मेरे मैंने यहां यही याद \
        रात रूप लगता लगा लगे लिये लेकर लोग लोगों वहां वाली विकास विश्वास वो श्री सकती सकते \
        सब सबसे सभी समाज सरकार साल सिंह हर हूं होती होते होने
        """,
      ]
    ),
    (
      "hr",
      [
        """
        je na se
        """,
        """
        da koji od su te za će
        """,
        """
        ali bi bio biti do godina godine ili iz kako kao koja koje mogu nakon ne nije po \
        prema sa sve tako to uz više što
        """,
        """
        ako aktivnosti bez bila bili bilo bit broj dalje dan dana danas dijela dijelu dio \
        dobiti dok dr drugih društva dva dvije eu festival film filma ga gdje godini godinu \
        godišnje grad grada hrvatska hrvatske hrvatskog hrvatskoj ih im ima imala ipak ivan \
        između jedan jedna jer još kad kada kod kojem kojima kojoj koju kože kroz kuna \
        lipnja ljudi manje milijuna mjesto mnogo moguće mogućnost može mu naime najviše \
        nalaze nalazi nam nas način naše nego neke neki nekoliko netko nešto nisu njihova no \
        nove npr obitelji odnosno održati održava oko omogućava ona osim ovaj ove ovog ovoga \
        ovom ožujka pa pet pitanja pod podaci područja području pomoć posebno postaje \
        potrebno predsjednik preko pri prije prilikom program programa projekta prosinca \
        prvi putem rad razvoj rijeka riječ riječi rujna sada sam samo sati smo stanovnika \
        ste sv svi svibnja svih svim svoje taj također tijekom toga tom tome travnja treba \
        tri udruga udruge ulici već vrijeme vrlo zagreb zagrebu zbog znanosti čak četiri \
        škole
        """,
      ]
    ),
    (
      "hu",
      [
        """
        az és
        """,
        """
        egy hogy is nem
        """,
        """
        amely azt be csak de el ez ha ki magyar majd meg mert mint már még nagy sem után \
        vagy van volt én így
        """,
        """
        abban ad adta ahogy ahol aki akik akkor akár alapján alatt amelyet ami amikor amit \
        annak arra attól azok azonban aztán azért ban belül ben bukaresti civil csupán című \
        december déli délután ebben egyes egyetlen egyház egyik egyéb együtt egész elsõ első \
        elég ember emberek emberi ennek erdélyi es esetben európa európai ezek ezen ezt \
        ezért falu fel fiatal gazdasági hanem hogyan hosszú hozzá három hát illetve ilyen \
        itt jelen jobban játék jó kell kellett keresztül került kisebbségi kolozsvári \
        kulturális két követően közösségi között közül különböző le lehet lenne lesz lászló \
        ma maga magyarok magyarság magát melyet mi mihály milyen mind minden mindent mindig \
        mit most március más másik módon nagyon nap ne nemzeti nincs négy nélkül olyan \
        országos ott pedig persze politikai program rajta rmdsz román részt saját semmi \
        sikerült sok stb szent szerint szinte számára székely székelyudvarhelyi talán \
        tartott tartozó tehát tudja társadalmi tíz több történelmi utolsó való vannak vele \
        világ viszont volna voltak vált város áll állampolgárok által általában át éppen \
        érkezett év éves írni úgy új
        """,
      ]
    ),
    (
      "hy",
      [
        """

        """,
        """
        են որ ու
        """,
        """
        այդ այլ այն այս անգամ առաջին ավելի բայց բոլոր դա եթե եմ ենք ես եւ էլ էր թե ին ինչ \
        ինչպես իսկ իր իրենց կամ կարող համար հայաստանի հետ հհ մասին մեծ մենք մեջ մեր մի նա \
        նաև նրա շատ ոչ չէ չի պետք վրա քաղաքական
        """,
        """
        am ադրբեջանական ադրբեջանի ազատ ազգային աժ ամբողջ ամեն ամերիկյան ամն այդպիսի այժմ \
        այնպես այնքան այսինքն այսօր անհրաժեշտ անց աշխարհում ապա ապրիլի առանց առաջ ասաց ասել \
        ասում արդեն արդյունավետ արտաքին բան բարի գլխավոր գործող գտնվող դարձավ դարձել դեմ \
        դեպքում դեռ դուրս դուք դրա դրամ եկել եկեղեցու եղել եվ երբ երկար երկու երկրի երկրորդ \
        երրորդ երևանի եք էին ընդհանուր ընդունված ընթացքում ըստ թթ թվականի թվականին ժամ \
        ժամանակ ժամը իմ ինձ ինչո իրավական ից լայն լավ լինել լինի լինում լուսանկարներ խոշոր \
        կա կազմում կարելի կարիք կարծում կլինի կյանքի կնոջ կողմից համաձայն հայ հայաստանում \
        հայկական հայոց հայտնի հանրապետության հաշվի հասել հարցում հենց հետո հիմա հհկ \
        հնարավորություն ձեր ճիշտ մարդիկ մեզ մեկ միայն մինչ մինչև միշտ միջազգային մոտ նախագահ \
        նման նոր նրան նրանց նրանք որը որն որոնք որոշ որպես որպեսզի ուզում ում ունեն ունեցել \
        ունի չեմ չեն չէր չնայած պաշտպանության պատճառով պետական պիտի ռուսաստանի սակայն \
        սեփական վերջին տարի տեսանյութ տեր տնտեսական րդ ցույց քան քանի օր
        """,
      ]
    ),
    (
      "id",
      [
        """
        dan yang
        """,
        """
        akan dalam dari dengan di ia ini itu telah tidak untuk
        """,
        """
        ada adalah agung anak anda atau bagi bahwa banyak beberapa bisa dapat demikian harus \
        juga karena ke kemudian kepada ketika ki lebih maka masih mataram menjadi mereka \
        namun oleh orang pada para pun saja sampai sangat sebagai sedayu segera sehingga \
        seperti sudah tahun ternyata tetapi
        """,
        """
        agar akhirnya aku antara apa apakah apalagi at atas bagaimana bahkan baik bali baru \
        belum benar berada berbeda berdiri bergerak berhasil bersama berusaha bukan cepat \
        cukup daerah datang dia diharapkan dilakukan diri dua dunia email gede glagah \
        gringsing hal hampir hanya hari hasil hati ilmu ilmunya indonesia industri informasi \
        ingin itupun jakarta jalan jika justru kalau kali kalian kami kata kau keadaan kecil \
        kedua kemampuan kembali kiai kita lagi lain lainnya lawan lawannya mampu masyarakat \
        maupun melakukan melihat memang memberikan membuat memiliki mempunyai mengambil \
        mengetahui meninggalkan meningkatkan menunjukkan merasa merupakan meskipun muda \
        mulai mungkin negara on pasukan penelitian perjalanan perlu pernah pertama prajurit \
        program proses pula putih rumah saat said sama satu saya sebuah secara sedang \
        sedangkan sekali selama sementara semua sendiri seorang serta sesuai setelah setiap \
        suatu swandaru tak tanggal tapi tempat tentang terhadap terjadi tersebut tinggi \
        tingkat tubuh ujung waktu
        """,
      ]
    ),
    (
      "is",
      [
        """
        að er og sem
        """,
        """
        af ekki en eru fyrir með til um var við það því
        """,
        """
        bara ef eftir eins eða fram frá hafa hann hefur hér hún mér nú sig svo sér upp vegna \
        vel vera verið voru yfir ég úr út þar þegar þeim þeir þeirra þess þessu þetta þá
        """,
        """
        aldrei alla allar allir alls allt alltaf annars annað aug auk aðeins aðra aðrir ber \
        björn bæði búið close connection content dag daga date eiga einn einnig eitt \
        eitthvað ekkert enda enn evrópu fara farið febrúar fer fimm finna finnst fyrsta fá \
        fólk fór gaman gegn gera gert geta getur gmt gott grein hafi hafði hans hef hefði \
        heiminum heldur hennar henni hins hjá hluti honum hvar hvað hver hvernig hversu \
        hvort hægt inn jul kemur kl kom koma komið konar kr líka maður meira menn mikið \
        milli mjög mun myndi má mál nema net niður okkar okkur orðið reglur reykjavík sagði \
        sama saman segir sett sinni skal stjórn sé séu sína sínum síðan sú taka tekið tekur \
        tíma tók undir vegar verða verði verður vilja vinna væri væru ákvörðun án ár ára \
        árinu áður íslands öðrum þannig þarf þarna þau þessa þessari þessum þátt þær þó þú
        """,
      ]
    ),
    (
      "it",
      [
        """
        di il in la
        """,
        """
        al alla anche che con da dei del della ha le marino non per san si sono un una
        """,
        """
        ad ai all alle anni ci cui dal dalla dell delle due ed essere euro già gli hanno \
        italia libertas lo ma nel nella parte più questo rimini se sempre smsan solo stato \
        sul tra
        """,
        """
        abbiamo accordo aggiornato agli almeno altra altro ancora anno aveva banca casa caso \
        cassa chi cittadini città come comitato comune comunque consiglio contro cosa così \
        crisi dai dall dalle dato degli dello dicembre direttore dopo dove era ex fa fare \
        fatto fine fino fondazione fra generale gennaio giorni giorno giro governo grande ho \
        ieri impegno imprese incontro internazionale invece io italiani italiano lavoratori \
        lavoro legge loro maggioranza media meno mi mila milioni molto nazionale ne negli \
        nei nell nelle news noi nostro novembre nuova nuovo oggi ogni oltre ora ordine ore \
        ottobre paese perché persone poi politica posto prima primo progetto punto può quale \
        quanto quello questa questi repubblica riccione rispetto romagna sammarinese saranno \
        sarà segretario senza serie servizio settore sia siamo sociale stagione stata stati \
        su sua sulla suo tempo testa titano tre tutta tutte tutti tutto uno va via vita
        """,
      ]
    ),
    (
      "ja",
      [
        """
        あ い う か が き く こ し す た っ て で と な に の は ま も ら り る れ を
        """,
        """
        え お け さ せ そ だ ち つ ど ば み め や よ わ ん イ ク ス ッ ト ラ レ ン 一 上 事 人 会 出 大 方 日 生
        """,
        """
        ご じ ず ね ひ び べ ほ む ゃ ょ ろ ア ィ ウ エ オ カ キ グ コ サ シ ジ セ タ ダ チ ツ テ ド ネ バ フ ブ プ マ ミ ム メ ャ リ \
        ル ロ 下 不 中 今 以 件 体 何 作 使 先 光 入 全 内 分 利 前 力 動 化 取 受 可 合 味 品 問 回 国 地 報 場 売 多 女 好 子 学 安 \
        定 実 家 対 少 年 度 引 当 後 心 必 思 性 情 意 感 成 手 探 数 料 新 明 時 最 期 本 来 果 業 様 機 気 法 海 無 物 現 理 用 男 \
        発 的 目 知 確 社 私 立 約 結 考 者 自 良 行 要 見 言 話 車 通 部 金 長 間 関 際 電 面 題 高
        """,
        """
        々 ぎ ぐ げ ざ ぜ づ ぶ へ ぼ ゆ ガ ケ デ ニ ノ ハ パ ビ ポ モ ョ ワ 世 主 予 井 交 京 介 仕 他 付 代 伝 係 保 信 修 働 冷 切 \
        初 別 制 副 割 加 効 務 北 半 単 原 参 台 名 向 周 和 員 商 土 在 型 基 塗 境 増 変 外 天 失 始 字 客 容 小 山 工 市 常 店 強 \
        役 得 応 愛 態 戦 所 払 投 持 指 接 撃 支 敗 教 整 文 施 書 月 有 望 未 材 条 東 査 楽 標 次 欲 正 残 段 比 水 求 決 注 活 消 \
        減 然 特 状 産 田 由 番 相 着 積 等 筋 簡 系 素 紹 経 続 置 美 聞 能 般 色 落 西 観 解 記 認 語 読 象 買 費 資 起 越 足 近 連 \
        進 過 違 適 選 都 配 重 開 集 頃 額 食 験
        """,
      ]
    ),
    (
      "ka",
      [
        """
        და
        """,
        """
        წელს
        """,
        """
        ამ არ არის ასევე აქვს დროს ერთ ერთი ეს იგი ის იყო კი მაგრამ მას მისი მხოლოდ პირველი \
        რაც როგორც რომ რომელიც სხვა შემდეგ წლის ხოლო
        """,
        """
        ii iii the xix აგრეთვე ადამიანი ადამიანს ადგილას ადგილი ადმინისტრაციული ალბომი \
        ალექსანდრე ამავე ამას ამის ამისა ამჟამად ან ანუ არსებობს არსებული ასეთი აქ აღარ აშშ \
        ახალი ბევრი ბიოგრაფია ბოლოს ბრძოლა ბრძოლაში გამო განმავლობაში გარდა გახდა გვარიდან \
        დაახლოებით დაიბადა დაიწყო დასავლეთ დიდ დიდი ევროპაში ეკლესია ერთად ეროვნული ზე \
        ზოგიერთი ზღვის თავად თავდაცვის თავის თავისი თანამედროვე თბილისის თუ თუმცა იანი იმ \
        იმისა იმპერიის ისევ ისინი ისტორია იქნა კიდევ კლასის კმ მათ მათი მან მაღალი მახლობლად \
        მდე მდებარეობს მდინარე მე მეორე მესამე მეტი მეფე მეფის მთავარი მთელი მიერ მიიღო მის \
        მიუხედავად მიხედვით მოგვიანებით მოიცავს მონაცემებით მოსახლეობა მოსახლეობის მრავალი \
        მსოფლიო მსოფლიოში მცირე მწერთა მხარეს ნაირსახეობა ნაწილი ომის ორი ოჯახში პერიოდში \
        პროვინციის რა რამდენიმე რაოდენობა რასაც რესპუბლიკის რის როდესაც რომელსაც რომლებიც \
        რომლის საბჭოთა სადაც საკმაოდ სამეფო სამხედრო საუკუნეებში საუკუნის საქართველოს \
        საქართველოში სახელმწიფო სახით სიმღერა სიმჭიდროვე სხვადასხვა ტერიტორიაზე ტიპის \
        უდიდესი უკვე უნდა უფრო ფართობი ფეხსახსრიანთა ქალაქ ქალაქი ქალაქის ქართული ქვეყნის \
        ყველაზე შეადგენდა შედარებით შედეგად შეიქმნა შემადგენლობაში შემთხვევაში შესახებ \
        შეუძლია შორის ჩრდილოეთ ცნობილი ცნობილია ძალიან ძველი ძირითადად წარმოადგენს წევრი \
        წელი წინააღმდეგ წლამდე წლების წლებში წლიდან ჭიანჭველასებრთა ხშირად ჯერ ჰქონდა
        """,
      ]
    ),
    (
      "kk",
      [
        """

        """,
        """
        бұл және мен
        """,
        """
        адамды ал ақ бар бойынша болды болып бір да де деген деп жағалауынан жер жылы км ол \
        оның орналасқан осы саны сағасы сол сондай тұрғындарының қазақ қазақстан қашықтықта \
        құрайды үшін өзен өзенінің
        """,
        """
        mcg ngc pgc zwg адам адамдар адамның алады алатын алматы алып алған алғаш алғашқы \
        арасындағы арналған арнаулы арқылы аса астрономы ата аталады атаулары атындағы аудан \
        ауданы ауданындағы аумағы ауыл ауылдық ашылуы ашқан ақш байланысты балалар барлық \
        бас бастап басты басы басқа батыс белгілі берген болады болатын болған бірақ бірге \
        бірнеше бірі бітірген бүгінгі бұрын дейін дейінгі екі екінші ел емес ең жалпы жарық \
        жатады жататын жатыр жатқан жаңа желтоқсан жерде жолы жоғары жоқ жыл жылдан жылдары \
        жылдың жылғы жүзеге жұмыс зерттеу зерттеулер ие каталогтарда каталогында кезде \
        кездеседі кездескендіктен кезінде кейін келген келеді келесідей керек кеңес коды \
        кіреді көп мемлекет мемлекеттік муниципалитеттің мың мәліметтер негізгі немесе \
        нысанды нөмірге облысы объектісі олар оларды олардың оны орта оған оң оңтүстік пайда \
        пен ресми рет ретінде сияқты солтүстік сондықтан сонымен табылады тарихы тау тек \
        толық туралы туған түрлі тұрады тұрақты халық халықаралық шамасында іс ішінде ғарыш \
        ғасырдың ғылыми қазақстанның қазір қазіргі қала қаласы қарсы қатарына қатысты қол \
        қызыл құрамына құрамында үлкен үш ұлттық әр әсер өз өзге өмір өте
        """,
      ]
    ),
    (
      "ko",
      [
        """
        가 고 기 는 다 대 도 로 를 사 서 시 에 은 을 의 이 인 자 정 지 하 한 해
        """,
        """
        간 개 거 것 게 경 계 공 과 관 교 구 국 그 나 내 년 니 당 동 된 두 들 등 라 러 리 마 만 말 며 면 명 모 무 문 미 반 발 방 보 부 \
        분 비 상 선 성 소 수 스 신 실 아 안 어 업 었 여 연 영 오 와 요 용 우 운 원 위 유 으 일 입 있 장 적 전 제 조 주 중 진 차 최 치 \
        통 할 했 행 현 화 회 후
        """,
        """
        각 감 강 건 격 결 권 근 금 급 김 까 난 날 남 노 단 달 더 던 데 됐 되 뒤 드 때 레 려 력 령 르 매 물 민 바 박 받 배 법 본 불 산 \
        생 설 세 속 승 식 심 씨 않 았 야 약 양 없 역 열 예 올 울 월 음 작 재 점 종 직 질 처 체 추 출 타 터 트 판 포 표 프 학 합 호 히
        """,
        """

        """,
      ]
    ),
    (
      "la",
      [
        """

        """,
        """
        ad est et in sunt
        """,
        """
        ab anno appellantur atque autem circa cum de dies eius epocha erat esse etiam ex \
        fuit incolae inter movebatur non per qua quae qui quod se sed solem ut vel
        """,
        """
        ac alia alias aliis anni annis annos annum ante antea antequam appellabatur apud aut \
        bellum caput causa cf constat contra corpore creatus cuius data deinde dicitur die \
        domus duae duo duxit ea eadem eam ei electus enim eo eorum erant essent eum facere \
        facta factum factus fanum fecit fere filio fit forma fortasse graecorum habent habet \
        habuit hac haec hanc haud hic hoc hodie homines huius hunc iam ibi id iii index \
        initio insuper ipse is ita itaque iterum latine libri lingua linguae litteris locis \
        loco lusit lusor magna magnam magnum mense milia modo multis nam nomen nomina nomine \
        novi nunc ob of olim omnes opus pars partes possunt post postea postquam potest \
        praecipue praeses press prima primo primum pro prope propter quam quasi quattuor \
        quia quibus quo quoque quorum re rebus rerum res romani saeculi saeculo saepe sancti \
        secundum si sibi sine sive solum species sua suae suam sub sui suo tempore tempus \
        the tres tum ubi university urbis urbs usque valde verbum videtur
        """,
      ]
    ),
    (
      "lg",
      [
        """
        ku mu ne nga
        """,
        """
        abaana abalala era ng nti
        """,
        """
        ab aba ababaka abadde abafumbo abakazi abakulembeze abakyala abamu abantu added ate \
        ba baabwe bangi bano be buli bw bwe by eno gavumenti gw gye kino kuba kuliko ky kya \
        kye kyokka lw lwa nabo naye nnyo oba olw omu poliisi ssente th wa ya ye
        """,
        """
        abaakwatiddwa abaali abaami ababadde ababbi ababiri abagagga abaganda abakola \
        abakozi abakristu abakugu abakulu abakungu abasajja abasinga abatuuze abawala abo \
        agenda akakiiko akulira ali alina amaanyi amazzi awaka baabadde baagala baagambye \
        baali babiri bagamba bagenda bali balina bantu basabye bitundu bodaboda bombi bonna \
        buganda bukedde bulungi bwa bya bye byonna ddala ddwaaliro disitulikiti dr eby \
        eggwanga ekibiina ekika embeera embuto emirimu emmere emu emyaka endala endwadde \
        engeri enjawulo enkola ennaku ennyo ensonga eri ettaka ey eya ez ggwanga guno gwe gy \
        ka kampala kati kibiina kitundu kkampuni kkooti kubanga kwabaddeko kwe kyalo lino \
        lwaki lwe ly maaso maka mmotoka mukwano mulago mulimu musasi museveni na naddala \
        ngeri november nrm nsonga nâ obukadde obulungi obuzibu okuba okubeera okufuna \
        okukola okulaba okusobola okuva okwegatta olukiiko oluvannyuma omubaka omubiri \
        omukazi omuli omuntu omusajja omwana ow owa palamenti pulezidenti si ssentebe \
        tebalina uganda wabula wakati waliwo we za ze zino
        """,
      ]
    ),
    (
      "lt",
      [
        """
        ir
        """,
        """
        iš kad su tik yra
        """,
        """
        apie ar arba bei bet buvo būti dar gali iki jei jie jis jūsų jų kai kaip labai \
        lietuvos metu ne nuo pat per po savo tai taip to turi
        """,
        """
        alus anglų anksčiau ant aplinkos aš balandžio bažnyčios be bus buvau būdu būtina \
        būtų centre centro cm dabar dalis dalyvauti dalį darbo darbus darbų daryti daug \
        daugiau dažnai didelis diena dienas dienos dieną dievas dievo dirbti drauge dvi \
        dviejų dėl dėmesį energijos es esame europoje europos galima galime galite galėtų \
        gegužės gerai greitai jais jau jaunimo jav jeigu ji jiems jo jog jokių jos jums juos \
        ją jį jūs kalba karo kartais kartu kartą kas kiek kiekvieną kita kitą kitų ko kur \
        kuri kurie kurios kuris kuriuos kurių kurį ką laiko lietuvių lietuvoje lt maisto man \
        mane mes metais metus metų miškų mums mus mūsų namų nei nes net netgi nors nėra \
        pagal pas pasaulyje paslaugų prie prieš projektas projekto rajono rasti reikia \
        savivaldybės tad tada tapti tarp tas tačiau tiek todėl toks tuo turėtų tų uab už \
        vaikų veiklos veiklą viena vienas vieną vis visi visiems viskas viską visus visą \
        vėliau ypač čia įmonės šiandien šioje šis šiuo šią štai šį žmogaus žmonių
        """,
      ]
    ),
    (
      "lv",
      [
        """
        ir un
        """,
        """
        ar arī bet ka kas kā no par uz vai
        """,
        """
        bija būs darba es gada gan ja jau jo kad kaut ko kur lai līdz man mums mēs mūsu nav \
        pie pēc savu tad tas tiek tikai to tā vairāk var vēl
        """,
        """
        arvien atbalstu atbildes bez bērni bērniem bērnu būt būtu cik cilvēki cilvēkiem \
        cilvēks cilvēku citas citi citu citām darbu daudz dažādas dienas dienu dienā domes \
        dzīves esam esi esmu esot foto gadu gadījumā iegādāties iespēja iespējams iespējas \
        iespēju ietvaros interneta izglītības jauniešu jauno jautājumu jums jābūt jūs jūsu \
        kam kartes katru konkursa kultūras kuras kuri kuriem kuru kurā kurš kvalitāti kāda \
        kāds kādu kāpēc labi labs laika laiks laiku laikā latviešu latvijas latvijā liels lv \
        mana mani manuprāt meklēt mājas mērķis naudas ne nebija nekā nevar nevienam noteikti \
        notiek notika notiks nu pa pakalpojumu paldies palīdz palīdzēt pat pats pirms pret \
        priekšsēdētājs problēmas reizi rezultātu rīgā starp tagad tajā tam taču te tie tiem \
        tieši tik tika tiks tomēr tos tu tur tādu tāpat tāpēc tās uzņēmums vairs vajag \
        valsts varbūt varētu vien viena vienkārši vienu vietas visi visiem visu viņa viņam \
        viņu viņš vēlas vērā ģimenes ļoti šis šo šobrīd šodien šogad šī šīs ūdens
        """,
      ]
    ),
    (
      "mi",
      [
        """
        he ka kei ki ko ngā te
        """,
        """
        ai ake ana anō atu hei hoki ia kia kua mahi mai me māori mō nei rā tau tēnei tētahi \
        wā ētahi
        """,
        """
        ao aotearoa ara arā engari haere hapori hea hiahia hou hunga iho iwi kaha kai katoa \
        kaupapa koe kore kura kāore kē kī kōrero mana mate matua mea mo mua muri mā mātou \
        nga ngāti noa noho nui nuinga nā nō pai puta pā reira reo roa roto rua runga rānei \
        rātau rātou tae take tamariki tana tangata taua tautoko tekau tikanga tino tohunga \
        tonu tā tērā tō tōna tū waka whai whakaaro whare whenua whānau wāhi ōna
        """,
        """
        aha ahitereiria ama aro au aua eke etahi haerenga hanga hau hauora heoi hoa hua huri \
        hōu ika ingoa kaiwhakahaere kapa kite kitea koroua kotahi koutou kupe kāinga kātahi \
        kāwanatanga maha marae moana momo motu mutu māmā mōhio neke nohanga of pakeke pakihi \
        papa pātai pērā rangatahi raro rau rawa rere rima ringa rite rohe rāua rōpū taha \
        tahi tai taiao tairāwhiti tama tata tauira tiaki tika tipu to toa tohu tohutohu toru \
        tuatahi tuku turi tāna tāngata tātou uaua uri wai waiata whakaata whakahaere wiki \
        wāhanga āhua āhuatanga āna āta āwhina ēnei
        """,
      ]
    ),
    (
      "mk",
      [
        """
        во на од се
        """,
        """
        го година да за како со што ја
        """,
        """
        бил била биле било време ги дека до додека други еден или има исто кога кои кој која \
        може не некои но објектот овие овој па по повеќе под поради сите според така тоа тој \
        ќе
        """,
        """
        cgcg mcg ngc pgc ugc ако албумот беа без беше би биде бидејќи брат број бројот век \
        веќе видови вклучувајќи вода војна војната вредност врз втората галаксии германија \
        главен главниот год годината години голем голема град градот група групата дали два \
        две двете дел дело ден денес дете добро доколку држава друг другите дури една едно \
        економски енергија жители затоа земјата иако им имаат имал имале име името \
        истражувања каде каталогот кај кое кон користат крајот македонија место меѓу многу \
        можат му наоѓа население населението настани најважните неговата неговиот неговите \
        негово неговото неколку нема нејзината нив нивниот низ ова оваа односно ознаката \
        околу освен пак пат период периодот повторно подоцна покрај помеѓу после почетокот \
        прв првата првиот пред предмет преку претставува при пример против различни рамките \
        реката сад само светот своите својата својот селото сепак систем скопје содржи \
        споменува среќава страна таа татко текот тие треба трката улога уште цел црква јазик
        """,
      ]
    ),
    (
      "mn",
      [
        """
        нь
        """,
        """
        байгаа байна гэж энэ юм
        """,
        """
        авч ард байдаг байж байсан байх бас би бид биш бол болж болно болон болох болсон буй \
        вэ гэсэн гээд дээ дээр жил их маань манай монгол монголын мөн нэг олон тухай тэр \
        төрийн улс улсын уу хамгийн харин хийж хоёр хэдэн хүн шиг ямар
        """,
        """
        аварга авах авсан ажил аль америкийн анх арай арга ардчилсан асуудлыг ба байв байжээ \
        байлаа байхгүй бидний биднийг бий билээ болгон болжээ болов боловч боломж болохоор \
        бус бусад буюу бэ бүх гадаадад газар ганц гол гэвч гэвэл гэдэг гэтэл гэх гэхдээ даа \
        даваа дараа дахь дунд дэлхийн жилийн зарим засгийн зохион зэрэг зүйл ийм ийн илүү \
        ингээд ирж ирсэн махн миний монголд монголчууд муу мэт мөнгө надад нар нарын \
        нийгмийн нутаг нууц ны нэгэн нэр одоо одоогийн олж онд оны орж орон сайн сайхан \
        санаа санал сар сард сарын сая сэтгэл та талаар тоглолт тодорхой том тул турш тус \
        тэгээд тэд түмний түүний түүнийг төлөө төр уг уих улам учир хамт хийсэн хийх хойш \
        хотын хувь хувьд хуулийн хууль хэмээн хэн хэрэг хэрэгтэй хятад хятадын хүмүүс хүний \
        цаг шинэ шууд шүү ын эдийн энд энэхүү эрх эсвэл эх юу явдал ёстой үг үед үйл үр үү \
        өдөр өмнө өөр
        """,
      ]
    ),
    (
      "mr",
      [
        """

        """,
        """
        आणि आहे नाही या
        """,
        """
        असते असून असे आली आहेत एक काही की केला केली केले झाले तर ते त्या दोन पण मी यांनी हा \
        ही हे होते
        """,
        """
        on to अत्यंत अधिक अधिकारी अध्यक्ष अनेक अन्य अभ्यास अशा अशी असं असता असतात असताना \
        असतो असली असलेल्या असल्याचे असल्याने असा असेल आज आठवण आता आदेश आपण आपल्या आपल्याला \
        आम्हाला आला आले आल्या इतर उपाय उल्लेख एका कमी करणारे करणे करण्याची करण्यात करत करता \
        करते करून का काम काय कारण कि किंवा केंद्र केलेल्या कोटी खूप गरज गेल्या घेऊन घेतली \
        चर्चा चार च्या जाते जातो जिल्हा ज्या झाला झाली ठिकाणी डॉ तयार तरी तसेच तिथे तिला ती \
        तुम्ही तेव्हा तो त्यांचा त्यांची त्यांच्या त्यांना त्यांनी त्याची त्याचे त्याच्या \
        त्यात त्यामुळे त्याला त्यासाठी दिली दिले दिवस देण्यात देत नवी नाहीत निर्णय निर्माण \
        परंतु पाणी पुढे पूर्ण पैसे प्रत्येक प्रमुख प्रश्न प्रसिद्ध फक्त फार भाग मग मध्ये \
        मराठी मला माझा माहिती मुंबई म्हणजे म्हणून यांची यांचे यांच्या यांना याची यात यातील \
        यावर येणार येत येते येथील येथे राजकीय राज्य रुपये लक्षात लागले लोक वगैरे वर वा विकास \
        विचार विविध वेळी व्यापारी शकते शिंदे शिक्षण श्री सध्या सर्व सहभागी सहा सांगितले साली \
        सुरु सुरू स्वत हजार हिंदु होऊ होत होतं होता होती होतो होत्या होय ह्या
        """,
      ]
    ),
    (
      "ms",
      [
        """
        dan yang
        """,
        """
        adalah dalam dari dengan di diposting download ini lagu mp oleh pada untuk
        """,
        """
        ada akan aku album anda atas atau banyak batu belum besar dapat dia dunia gratis \
        harga indonesia itu juga ke komentar lagi lebih menjadi mereka merupakan orang \
        posting sangat satu sebagai sebuah seperti tahun telah terbaru tersebut the tidak
        """,
        """
        agar air amerika anak antara apa apr arsip bagi bahwa band bangunan baru beberapa \
        beliau belilah biasa bisa blog browser bukan bulan cara cd che cinta crusher daftar \
        dangdut dapatkan daripada data digunakan dinonaktifkan ditemukan dua feat film free \
        full game gunakan gunung hanya hari hingga house ia in india jalan jangan jenis \
        jerman jika jul kali kami kapal karena karya kecil kedua kembali kemudian kepada \
        kerajaan kerana ketika kita kota kumpulan lain lalu laut lirik luar lupa maka mana \
        manusia mar masa masih masjid mb me membuat memiliki mempunyai menggunakan \
        menghancurkan mesin mudah musik nama naruto negara new no of on original paling para \
        pasukan penampilan perang pertama pulau pun raja review saat saja salah sama saya \
        secara sedang sehingga sejarah sekitar selain selama seluruh semua sendiri seorang \
        serta setelah sistem sudah suka tak tempat tengah tentang terdapat terletak tetapi \
        tinggi uc versi wanita yg
        """,
      ]
    ),
    (
      "nb",
      [
        """
        er og til
        """,
        """
        at av de den det en et for har ikke kan med om på som
        """,
        """
        alle andre ble blir denne dette du eller etter fra ha han jeg kunne men mot må nå \
        når også se seg skal så ut var ved vi vil være år
        """,
        """
        allerede alt annen annet antall arbeidet bare bedre blant bli bruk bruke både bør ca \
        da dag deg dei del dem der dere deres derfor dersom din disse egen eget egne ein eit \
        eks enn ett eventuelle fikk flere forhold forslag fram frå få får fått følgende før \
        første gang gi gikk gir gjelder gjennom gjøre gjøres god godt grunn gå går hadde \
        hele hensyn her hjelp hos hun hva hver hvert hvor igjen informasjon inn innen jobb \
        kjent kommer kommunen konkrete kr kurs legger like litt man mange medlemmer meg \
        mellom mens mer meste mulig mål møte neste noe noen nok norge norges norsk norske ny \
        nye nytt opp ord oslo oss over samme sammen samt satt selv ser si side sier sin sine \
        siste sitt skulle slik spesielt spørsmål store større største svært ta tatt tid \
        tidligere tillegg to tre under uten vanskelig velkommen videre viktig vår våre vært
        """,
      ]
    ),
    (
      "nl",
      [
        """
        de een en het in van
        """,
        """
        aan dat die door hij is met ook op te uit voor was werd zijn
        """,
        """
        al als bij dan deze dit eerst er familie geldig gepubliceerd haar heeft kan maar \
        meer na naam naar niet nog of om soort tot werden wetenschappelijke worden wordt ze \
        zich
        """,
        """
        aantal actief af album alle alleen andere band bedraagt begon binnen club daar \
        daarna deel departement der drie dus echter eerder eerste eeuw eigen elkaar enkele \
        film franse gaan gaat gebied gebouw gebouwd gebruik gebruikt geen geheel gemaakt \
        gemeente genoemd geschiedenis ging goede groot grootste grote grotendeels had hadden \
        hebben hem hield hier huis hun insect inwoners jaar jaren juni keer keversoort \
        kleine km komen komt kon konden kreeg kunnen kwam la laatste land laten later leger \
        leven licht maakt maken men mensen minder moest moet nadat nam nederland nederlandse \
        nemen nieuwe nu nummers omgeving onder onderzoek oorlog opnieuw oppervlakte over per \
        plaats plaatsen regio rond samen snel staan tegen tegenwoordig telt ter terug the \
        tijd tijdens toe toen tussen twee tweede vaak vanaf vanwege veel verschillende \
        vervolgens vier vooral vormen waar waarvan waren wat weer weg wel werk zal zeer zelf \
        zien zij zo zoals zou één
        """,
      ]
    ),
    (
      "nn",
      [
        """
        av er og som
        """,
        """
        dei den det ein eit for frå han har ikkje med på til var vart
        """,
        """
        andre at blei blir denne der dette då ei eller etter hadde kan kom mange mellom men \
        noreg norsk om opp over seg sjå talet under ut ved vert òg
        """,
        """
        albumet alle anna april artikkelen att august aust avisa berre bli brukt bur byen \
        både da dag dalen danmark danna de del derimot desse dømes døydde elva enn europa \
        far fast fekk finn fire fleire fleste fordi fram framleis full fylke fyrste få fødd \
        før først første gamle gav gjekk gjennom gresk ha hans hatt heile heilt her ho høve \
        igjen inn januar jorda kalla kjem kjend km kommune kommunen kunne kvar kyrkja la lag \
        laga land ligg medan meir menneske mest mindre mot mykje må namnet ned nokre nord \
        norske november nye nytta når ofte også område området oslo partiet regjeringa rekna \
        rett rundt russland saman same seinare sett sette si sidan sin sine siste sitt sjølv \
        skal skulle slik slutten språk stor store stort større største svært så såkalla sør \
        tid tidlegare tillegg to tok tre ulike utvikla vanleg vera verda verdskrigen vere \
        vest viktig vil vore år øya
        """,
      ]
    ),
    (
      "pa",
      [
        """
        ਦੀ ਦੇ ਨੂੰ ਹੈ
        """,
        """
        ਅਤੇ ਇਸ ਇਹ ਉਸ ਉਹ ਕਰ ਕਿ ਕੇ ਤਾਂ ਤੇ ਤੋਂ ਦਾ ਨਹੀਂ ਨਾਲ ਨੇ ਲਈ ਵਿਚ ਵਿੱਚ ਵੀ ਸੀ ਹਨ ਹੀ ਹੋ
        """,
        """
        ਆਪਣੇ ਇਕ ਇਨ੍ਹਾਂ ਇੱਕ ਉਨ੍ਹਾਂ ਕਰਕੇ ਕਰਦੇ ਕਰਨ ਕਿਸੇ ਕਿਹਾ ਕੀਤਾ ਕੀਤੀ ਕੁਝ ਕੋਈ ਕੰਮ ਗਈ ਗਏ ਗਿਆ \
        ਜਦੋਂ ਜਾ ਜਾਂ ਜਾਣ ਜਾਣਕਾਰੀ ਜਿਸ ਜੋ ਤਰ੍ਹਾਂ ਤੱਕ ਦਿੱਤਾ ਦਿੱਤੀ ਦੀਆਂ ਦੱਸਿਆ ਨਾ ਪਰ ਪਹਿਲਾਂ ਪਿੰਡ \
        ਪੰਜਾਬ ਬਹੁਤ ਬਾਅਦ ਬਾਰੇ ਭਾਰਤ ਰਹੀ ਰਹੇ ਰਿਹਾ ਲਿਆ ਲੋਕ ਲੋਕਾਂ ਵਾਲੇ ਵੱਲੋਂ ਸਨ ਸਾਰੇ ਸਿੰਘ ਹੁਣ \
        ਹੋਇਆ ਹੋਏ ਹੋਣ ਹੋਰ
        """,
        """
        ਅਕਾਲੀ ਅਜਿਹਾ ਅਜਿਹੇ ਅਸੀਂ ਅੰਦਰ ਅੰਮ੍ਰਿਤਸਰ ਅੱਜ ਆਈ ਆਉਣ ਆਪ ਆਪਣਾ ਆਪਣੀ ਆਮ ਇਸੇ ਇਹਨਾਂ ਉਹਨਾਂ \
        ਉੱਤੇ ਔਰਤਾਂ ਕਈ ਕਤਲ ਕਰਨਾ ਕਾਂਗਰਸ ਕਾਫੀ ਕਾਰਨ ਕਿਉਂਕਿ ਕਿਸਾਨ ਕਿਸਾਨਾਂ ਕੀ ਕੀਤੇ ਕੌਰ ਕੰਪਨੀ ਖੇਤ \
        ਗਿਣਤੀ ਗੱਲ ਗੱਲਾਂ ਘੱਟ ਚਾਹੀਦਾ ਜਾਂਦਾ ਜਾਂਦੀ ਜਿਨ੍ਹਾਂ ਜੀ ਜੇ ਤਹਿਤ ਤੁਸੀਂ ਤੌਰ ਦਰਜ ਦਲ ਦਿਨ ਦਿੱਤੇ \
        ਦਿੱਲੀ ਦੇਣ ਦੇਸ਼ ਦੋ ਦੌਰਾਨ ਨਾਂ ਪਤਾ ਪਾਰਟੀ ਪੀ ਪੁਲਸ ਪੁਲਿਸ ਪੂਰੇ ਪ੍ਰਧਾਨ ਪੰਜਾਬੀ ਫਿਰ ਫਿਲਮ ਬਣ \
        ਬਾਦਲ ਬੱਚਿਆਂ ਭਾਜਪਾ ਭਾਰਤੀ ਮਜ਼ਦੂਰਾਂ ਮਾਮਲਾ ਮਾਮਲੇ ਮੁੱਖ ਮੇਰੇ ਮੈਂ ਮੈਂਬਰ ਮੈਨੂੰ ਮੌਤ ਮੰਗ ਮੰਤਰੀ \
        ਰਹਿਣ ਰਹੀਆਂ ਰਾਜ ਰੂਪ ਰੱਖਣ ਲੈ ਲੈਣ ਲੱਗ ਵਜੋਂ ਵਲੋਂ ਵਾਰ ਵਾਲੀ ਵਿਕਾਸ ਸ਼ੁਰੂ ਸਕਦਾ ਸਕਦੇ ਸਕੇ ਸਭ \
        ਸਭਾ ਸਮੇਂ ਸਰਕਾਰ ਸਾਲ ਸਿਆਸੀ ਸਿਰਫ ਸੁਰੱਖਿਆ ਸ੍ਰੀ ਸੱਚ ਹਰ ਹਾਂ ਹਾਲਾਤ ਹੁੰਦਾ ਹੁੰਦੀ ਹੁੰਦੇ ਹੋਈ \
        ਹੋਣਾ ਹੋਵੇ
        """,
      ]
    ),
    (
      "pl",
      [
        """
        na
        """,
        """
        do jest nie się to że
        """,
        """
        ale bo będzie co czy dla jak jednak już które lat ma może od po pod przez roku są \
        tego też tylko tym za
        """,
        """
        akcji anna aż badania bardziej bardzo bez budowy by być był było były będą chce \
        chodzi chwili ciągu coraz coś czasu część decyzję dobrze dodał dopiero dr dwa dwóch \
        dzieci dzieje dzień dzięki dziś euro firmy gdy gdzie go grupy ich im in inne innych \
        iż jakie jako je jeden jednym jego jej jestem jesteśmy jeszcze jeśli ją kaczyńskiego \
        kiedy kierowców kilka kilkanaście km kolejny koniec która który których którzy lata \
        lub maja mają mamy miasta miasto miał miejscu mieszkańców między mogą możliwe można \
        mu my mówi nam nas natomiast nawet nim niż nowego nowej nowy oczywiście on ona one \
        oni oraz osób pan partii pieniądze pieniędzy pierwszy pierwszym pis pięć pl polsce \
        polski ponad potem powiedział pracy prawdopodobnie prawie premiera prezydent \
        problemy proc przed przy później razie rozmowy rząd również siebie sobie sposób \
        spotkanie sprawie tak takich takie także tam tej temu ten teraz terenie trzeba \
        trzech trzy tych tyle tys ul uwagę wczoraj według więcej wszystkich wyborach wynik \
        władze zawsze zdrowia ze został została zł źle żeby
        """,
      ]
    ),
    (
      "pt",
      [
        """
        com da de do que
        """,
        """
        ao as dos em mais na no não os para por se um uma
        """,
        """
        acordo ainda ano anos aos bem cabo como das dia esta este está fazer foi forma há \
        isso já mas muito nas nos ou pela pelo pode porque primeiro ser seu sua são também \
        tem ter todos verde às
        """,
        """
        afirmou algumas alguns alto além apenas apoio aqui assim através até boa bom cada \
        casa caso centro cerca cidadãos close connection consultar conta content critérios \
        dados date depois desde desenvolvimento deste deu deus deve dias dispõe disse diz \
        dizer dois durante educação ele emprego enquanto ensino entre equipa era espaço essa \
        esse estados estamos estar estão eu evento faz feira final formação geral gmt \
        governo grande hoje importante jogador josé jul length me melhor menos mesmo mim \
        minha ministro ministério momento mpd mundo música nacional nem neste net norte novo \
        num numa objectivo ofertas onde outros parte partido país pesquisa pessoas poder \
        pois portugal pouco praia presidente primeira processo projecto pública qualidade \
        quando quer salto sapo segundo seja sem sempre será seus situação sobre social suas \
        só temos tempo tenho teus todo trabalho três tudo têm usou vai verdianos vez vicente \
        vida
        """,
      ]
    ),
    (
      "ro",
      [
        """
        de la
        """,
        """
        au ca care cu din este in mai nu pe pentru sa sau se si un în şi
        """,
        """
        aceasta acest al ale am ce cel cele că dar face fi fost le lui multe ne noi poate \
        prin sunt să timp toate trebuie va vor ďż
        """,
        """
        această acesta aceste acestea acestui activitatea acum afaceri ai aici ajuta alte an \
        ani anul apoi ar are asemenea asta astfel asupra atunci atât avea avut baza bine bun \
        cadrul calitate cand catre cazul cea ceea cei celor centrul cercetare ceva chiar ci \
        copii cum când cât către cďż daca dacă dat data datele deja despre dintre direct \
        doar doua două drept duce dumnezeu dupa după ea echipa ei el era eu europa fapt \
        faptul fara fel fie fiecare fiind foarte ia iar ii important isi loc lor lucru lume \
        mare mari materiale mea mi moldova moment mult mă nici noastra noastre nostru numai \
        oameni oferi ora orice pagina pana parte partea perioada persoane peste plata pot \
        precum prima primul produs produse punct putea putem puteti până singur sistemul \
        site spre sďż te tip tot tuturor ul una unde unei unor unui unul urma viata vom zi \
        zile îi îl într și
        """,
      ]
    ),
    (
      "ru",
      [
        """

        """,
        """
        на не что
        """,
        """
        было все для его ее если за из как меня мне мы но он они от по так то только ты это
        """,
        """
        без более больше будет буду бы был была были быстро быть вам ведь во вообще вот \
        время всегда всего всем всех всю всё вы где да дает даже действительно дело день до \
        должны другие другой ему есть еще же затем здесь знаю или им именно иногда их каждый \
        кажется какой ко когда конечно которого которые кроме кто лет ли лишь лучше людей \
        мама между место много мог может можно мой надо нам нас него нельзя необходимо \
        несколько нет ни ним них ничего ну нужно один однако одного одной она оно очень \
        первый под понятно после потом потому почти поэтому при просто против работать раз \
        раньше решили сам самое свое своей свои своих свою себе себя сейчас сказал снова со \
        совсем стали сторону стране таким там тебе тем теперь тогда того тоже том три тут \
        увидел уже хорошо хочу чего человека чем через чтобы эти этим этого этой этот эту
        """,
      ]
    ),
    (
      "sk",
      [
        """
        na sa
        """,
        """
        aj ako do je si to že
        """,
        """
        ale až bola by ich jeho keď ktorý len nie od po pre pri sme som sú tak už vo za čo
        """,
        """
        aby ak alebo ani asi bez bol boli bolo bratislava bude byt byť cca celom celé celý \
        cena cesta cez chcel chcete close cm co connection deti deň dnes dokonca domov druhý \
        dá dňa ešte galéria hlavne hneď ho hodín iba im informácie iných ja jedna jednej \
        jedného jedným jej ju každý kde keby klientov komentár ktorá ktoré ktorí ktorých ku \
        kvôli kým lebo lepšie majú mal mali mať medzi menej mesta mi mieste minút možno \
        možnosť možné mu my myslím má môže mňa nachádza najmä naozaj napríklad nej nich \
        niečo nič no okrem pod podľa pokiaľ pomaly ponuka počas počet pred predaj predám \
        preto pretože priamo pričom proti práve prípade pár rok rokoch rokov roku rôzne \
        rýchlo sebe sk skôr slovensku služby so spoločnosti sr ste stojí strany svete svoj \
        svoje svoju takto teda tejto ten tento teraz tieto tiež toho tom tomto tomu toto \
        treba tu týchto tým veľmi viac vlastne vrátane vám vás vďaka však všetci všetko \
        všetky vždy zatiaľ zo čas často či ďalej ľudia
        """,
      ]
    ),
    (
      "sl",
      [
        """
        in je na
        """,
        """
        bo da ki ne pa se so tudi za
        """,
        """
        ali bi bil bila bodo do ga ima iz jih jo kaj kar ker ko kot lahko med nekaj ni ob od \
        po pri samo sem si smo tako tega tem ter to vendar vse če še že
        """,
        """
        ampak analizo avto bilo biti bolj bom bomo boste brez celo close com connection dan \
        danes date dni dobro drugi drugih drugim dveh eno foto glede gmt gre imajo imamo \
        imeli izboljšujemo izdelki jaz jim jima jul kako kakšno katerih kjer le lepo let \
        leta leto letos ljubljana ljubljani ljudje malo me mesto mi minister mnenje mogoče \
        mora moral morda more moč mu nad naj najbolj najprej največ nam namene namreč naprej \
        nas način naše net niso njegova njegovi njegovo no nov nove novih obiska objavljeno \
        oct odlično odločitev oglaševanja oziroma pač piškotke poleg pomeni popolnoma potem \
        prav pred predvsem proti raziskave res saj sam sama sami sebi sicer skupaj slovenija \
        slovenije spet sploh sta storitev strani svetu svoje svojega svojo ta takrat tam te \
        ti tisti torej trenutno tu uporablja ur vam vas vašo vedno veliko verjetno več vsak \
        vseh vsem vsi zakaj zaradi zato zdaj zelo časa času
        """,
      ]
    ),
    (
      "sn",
      [
        """
        kuti
        """,
        """
        akati asi ini kana uye
        """,
        """
        achiti akadaro amai ane anoti apo ari asina ava aya baba basa chete gore ichi iri \
        iye iyi izvi kubva kuda kuita kune kusvika makore mari mudzimai mukadzi mumwe murume \
        mushure musikana mutambo mwana ndiri nekuti nyaya saka sei sezvo uyo uyu vakadaro \
        vakati vake vana vanhu vari wake wangu zvakanaka zvikuru
        """,
        """
        achida africa ainge aive akabva akaenderera akanga akatanga akaudza anenge anoda \
        anonzi apa asati ave avo bonde chero chikwata chimwe chiri court dai dambudziko dare \
        dzake dzangu dzimba dzimwe haana hakuna handina hapana harare here hiv hurumende \
        idzi imba imwe ine ishe isu ivo iwe iyo izvo izvozvi kambani kare ko kubvira kudare \
        kuenda kugara kumba kumusha kunze kutaura kutsvaga kuwana kuziva kwake kwenyika \
        kwete mamwe mashoko maviri mberi mekunge midziyo mitambo mukomana mukuru mumba munhu \
        muno munyika musi mwaka mwari naye ndechekuti ndine ndinotsvagawo ndivo ndiye ndizvo \
        nekuda nemukadzi nemurume nemwana nenyaya nevamwe nevana nguva nokuti nyika pa \
        pachokwadi pakati pamba pamusoro pamwe pane pasi pasina rake rangu ravo reharare \
        rimwe rine rino riri senzira tiri uko uri uyewo vakawanda vamwe vane vanoti varimi \
        vatambi vaviri vavo vedu wavo yake yavo yekuti zvakadaro zvakare zvavo zvazvo \
        zvekuti zvinhu zvino zvinoita zviri
        """,
      ]
    ),
    (
      "so",
      [
        """
        ah iyo ka ku oo
        """,
        """
        aad ay ayaa badan ee in kale la laga lagu loo mid soo ugu uu waa waxa waxaa waxay \
        wuxuu
        """,
        """
        aan af ahaa ahaan ama ayuu dadka dalka dheer dhulka dib ilaa inta inuu isku kala kii \
        leh loogu magaalada marka markii qof sanadkii sare si sida sidoo soomaaliya tahay \
        wadanka wax waxaana yahay yar yihiin
        """,
        """
        afka afrika ahaatee ahayd ahi ameerika astaanta ayay baxa beeraha bilood binu biyaha \
        biyo bulshada caadiga caafimaad caalamka caan caasimada cali carabi cilmiga cuntada \
        curiye da dad dadkii dadku dagaalkii daray dawladda degmada dhamaan dhan dhashay \
        dhexe dhinaca diinta dunida duwan fiican gaar go gobolka guud ha haddii hal halka \
        helo hoos hoose hor hore ingiriis ingiriiska is isagoo iska isla isticmaalaa iwm \
        iyadoo jira jiray kaasi kadib kaga kamid karo kooban kuwa kuwaas kuwo laakiin laba \
        labaad labada labo lahaa leedahay leeyahay leeyihiin looga ma maanta magaalo magaca \
        mar maraykanka markaana maxamed meel meelo midoobay muqdisho nebi nin ninkii nool \
        noqday qaar qaramada qayb qofka rasuulka reer saabsan sanadka sano scw sidaas sii \
        somaliland soomaali soomaalida soomaaliga soomaaliyeed taariikhda taasi tan tirada \
        tirsan uga waana wada waqooyi waxaad waxaan waxayna wayn weyn wuxuuna xiga yaal \
        yaqaano yimid yiri
        """,
      ]
    ),
    (
      "sq",
      [
        """
        dhe me në të
        """,
        """
        edhe ka më nga një për që se si së tij është
        """,
        """
        ai ajo ata atë cili deri disa do duke dy ishte janë kanë kishte kjo ku ky këtë madhe \
        mund ne nuk parë pas por prej saj shumë sipas ta te tyre vetëm vitin
        """,
        """
        administrimi aktuale aktualisht apo asaj ashtu atij ato banorë bashku botuar botës \
        bukur bë bën bëri bërë cilat cilët de dha dhënë duhet duket dytë emrin etj fillim \
        fillon fjalë fund fundit gjatë gjendet gjitha gjithashtu gjithë gjuhën herë histori \
        historia ia ishin iu jepet jetë jo kaluar kantoni ketë kishin km kohë kohën kohës \
        kombëtare komuna korrik kosovë kosovës kulturore kundër kur kurse kësaj kështu këtij \
        këto lartë luftën luftës madh marrë mbajti mbi megjithatë merr mes midis mirë mjaft \
        mos mënyrë na ndaj ndeshje ndodhen ndryshme ndryshëm ndër ndërsa nje njerëzit njohur \
        numri nën nëpër nëse ose pa para pasi pastaj pasur per pjesë po politike popullsi \
        pra pranë përbëhet përbërja përdorur përpara qe qendër qenë qershor qyteti qytetit \
        ri rreth sa shek shkak shqiptare shqipërisë shtetit sipërfaqe sot tani tek thotë \
        tjera tjetër tre tretë vendet vitet viteve viti vitit vjetra vjetër vogla vonë \
        zakonisht zi çdo
        """,
      ]
    ),
    (
      "sr",
      [
        """
        је
        """,
        """
        да за на од са се су
        """,
        """
        али био величина га деклинација до живи из износи или има како као код која које \
        који магнитуда налази насељу не није објекта по после ректасцензија становника што
        """,
        """
        ic kb km ngc the авиона ако без би била биле били било бити број буде века велике \
        велики веома већ већи већина види висини више време времена где година године град \
        града групе дана данас дати даље два демографија део добио док домаћинстава \
        домаћинству друге други жена жене живота заједно због земље играма између имала име \
        их када касније кога користи којима којих којој коју крају краљевство кроз куће \
        максималној место метара међу минималној могу може мора му мушкараца надморској \
        након него нека неки неколико нема нису обично ова овај ове ово овог односно око он \
        они операције општина осим па под поново поред посебно постао први првог пре пред \
        представља преко према при привидна просечан просечна пунолетних пута раније рата \
        сада само самом све своје селу складу средњој становништва становништво старост \
        стране тада тако такође тај те тела то тога током том томе три ту уз фотографска \
        цркве чак често чланова један једно једног јер још људи његов његово његовог њих ће
        """,
      ]
    ),
    (
      "st",
      [
        """
        ba ha ho ka le ya
        """,
        """
        di hore ke la mme re sa se tla tsa tse wa
        """,
        """
        afrika bakeng bana bang batho be bo bona bophelo borwa ding dinonyana empa ena eo \
        etsa feela feta fumana hae haholo hao hape ile jwale jwalo kapa leng lokela maemo \
        matla metsi modimo molao mong moo mora na naha nako nang ne neng nna ntle pele rona \
        sena teng tsohle tsona yena yona
        """,
        """
        aforika ana ao baka batla bile bobedi boela bohle bohlokwa boholo boikarabelo \
        bokgoni boleng bonnete dibakeng dijo dilemo dilemong dintho dintlha dipakeng \
        diphoofolo ditho dula ea eba ebang ebe ebile ele fana fapaneng fela fetileng fihla \
        fumanwa haeba hang hangata hantle hara haufi hlahisa hlalosa hobane hodima hodimo \
        hola hona ileng ja jesu jwang kakaretso kaofela karolo kenya kereke kgolo kgona kopo \
        latela lefa lefatshe lefu lekgetho lekgotla lena lesedi letsatsi lona mabapi mandela \
        mang matsatsi mesebetsi mmele mmoho mmuso mo mofuta mokgwa mona morena moruo \
        mosebetsi motho moya nakong nale ngata nka nne nngwe ntho ntse nyane ona oo pakeng \
        qala rata sars sebaka sebedisa sebediswa sebetsa selemo seng seo setjhaba taba tefo \
        telele thibela thusa tlameha tlasa tlase tloha tsamaiso tsela tsena tseo tshebetso \
        tshireletso tswa tumelo
        """,
      ]
    ),
    (
      "sv",
      [
        """
        och
        """,
        """
        att av de den det en ett för har kan med om på som till är
        """,
        """
        alla andra detta du där efter eller finns från han här inte jag man men när sig ska \
        så under ut var vi vid även
        """,
        """
        ab allt alltid alltså alternativ annan anser ansökan antal använda arbete bara barn \
        behöver beror beslut betydelse blev bli blir blivit bok bra bättre både bör dag \
        dagens dags del delar dem denna deras dessa dessutom dig din dock därför då eget \
        egna ej ekonomiska enligt erbjuder eu ex exempel flera fortfarande fram fråga frågan \
        frågor få får fått förslag första ge genom ger ges god gäller går gör göra ha hade \
        hans hela helt hon hur in information ingår innan inom ju klicka kom komma kommer \
        kommun kort krav kring kunna ligger mellan mer mera mig min mindre mot mycket många \
        måste möjligheter namn nu ny nya någon något också olika ord oss per personer \
        problem projekt rätt samarbete samma samt se sedan senare september sidan sin skall \
        skapa skulle stockholm stor stora största svenska sverige sätt tog tre två upp utan \
        vad vara varje viktig vilka vilket vill visar väl vår våra ytterligare än år över
        """,
      ]
    ),
    (
      "sw",
      [
        """
        katika kwa na wa ya
        """,
        """
        cha kama kuwa la mwaka ni za
        """,
        """
        alikuwa ambayo au baada chini eneo hadi hata hii hivyo hiyo huu idadi iko ilikuwa \
        imehesabiwa jina juu kati kuna kundi kutoka kwamba kwanza kwenye lakini lugha miaka \
        mji moja nchi nchini ndani nyingi pamoja pia sababu sana sensa vya wakati wakazi \
        wake wasemaji watu yake zaidi
        """,
        """
        afrika ajili akiwa albamu ambao ambapo ambazo asili asilimia awali baadaye baadhi \
        badala bado bila binadamu bk chake chuo damu dhidi dunia duniani habari hakuna hali \
        hapa haraka hasa hayo hili historia hivi hizi humo huo huwa ili iliyofanyika imani \
        ina inahusu inayozungumzwa ingawa jamhuri jamii jimbo kabisa kabla kadhaa kampuni \
        kanuni karibu karne kaskazini kata kawaida kazi kiasi kikuu kila kipindi kiwango kk \
        km kongo kristo kubwa kufuatana kuhusu kuliko kulingana kusini kutokana kutumia lake \
        leo maana maeneo magharibi maisha maji makala mara marekani mashariki matokeo \
        matumizi mbalimbali mengine mfumo mjini mkuu mmoja mnamo mpaka msingi mto mtu muda \
        muhimu mujibu mungu mwa mwili mwisho nafasi ndogo nje njia nyingine pili rangi sasa \
        sehemu shughuli shule siku takriban tangu tarehe tatu tena tiba tofauti tu \
        uainishaji uingereza ulikuwa upande utawala uwezo vita waishio wapatao watoto wengi \
        wenye yao yote zote
        """,
      ]
    ),
    (
      "ta",
      [
        """

        """,
        """
        ஒரு
        """,
        """
        அல்லது ஆகும் ஆண்டு ஆம் இது இந்த இவர் உள்ள என என்னும் என்பது என்ற என்று சில பல போன்ற \
        மற்றும் முதல்
        """,
        """
        gram panchayat அடிப்படையில் அடுத்து அணியின் அதனை அதன் அதிக அதிகாரம் அதில் அது அதே \
        அந்த அனைத்து அமெரிக்க அமைந்துள்ள அமைந்துள்ளது அமைப்பு அமையும் அரசு அவர் அவர்கள் அவை \
        ஆகிய ஆசிய ஆசிரியர் ஆட்சி ஆண் ஆண்கள் ஆண்டில் ஆனால் ஆறு ஆவார் இங்கிலாந்து இங்கு \
        இடங்களில் இடத்தில் இடத்தை இடம் இணைந்து இதனால் இதனை இதன் இதில் இதே இந்தக் இந்தப் \
        இந்திய இந்தியாவின் இயக்கத்தில் இரண்டாம் இரண்டு இரத்த இரு இருக்கின்றன இருக்கிறது \
        இருக்கும் இருந்த இருந்தது இருந்து இருப்பினும் இறப்பு இறுதி இலங்கை இலங்கையின் இல் \
        இவரது இவர்கள் இவற்றில் இவை இவ்வாறு உண்டு உற்பத்தி உள்ளது உள்ளன உள்ளனர் உள்ளூர் \
        ஊராட்சி எனவும் எனவே எனினும் என்பவர் என்றும் எஸ் ஐக்கிய ஒன்றாக ஒன்று ஒரே ஒவ்வொரு ஓர் \
        கடல் கட்சி காணப்படும் காரணமாக காலம் கி குறிப்பாக கொண்ட கொண்டிருக்கும் கொண்டு சட்ட \
        சார்ந்த சி சுமார் சென்று செய்து செய்ய செய்யும் சேர்ந்த டிசம்பர் தகவல் தனது தமிழ் \
        தமிழ்நாட்டின் தற்போது தவிர தாக்குதல் தான் தி திரைப்படமாகும் திரைப்படம் \
        துடுப்பாட்டக்காரர் தேசிய தொகை தொடங்கியது தொடர்ந்து தொழில் நாடுகளில் நான்கு நிலை \
        நீண்ட நூற்றாண்டில் நூல் நேரம் பகுதி பகுதிகளில் பகுதியாகும் பகுதியில் படி பற்றிய \
        பல்வேறு பள்ளி பி பின் பின்னர் பிற பிறகு பிறப்பு புதிய பெண் பெண்கள் பெயர் பெரிய பெற்ற \
        பெற்றது பொதுவாக போட்டியில் மக்கள் மட்டுமே மட்டும் மற்ற மற்றொரு மாவட்டத்தில் மிகவும் \
        மீ மீண்டும் மீது முக்கிய மூலம் மேலும் மொழி ல் வகையில் வட்டாரத்தில் வருகிறது வரும் \
        வரை விலை வெற்றி வெளிவந்த வேண்டும்
        """,
      ]
    ),
    (
      "te",
      [
        """

        """,
        """
        ఒక మరియు లో
        """,
        """
        అని అనే ఇతర ఇది ఉంటుంది ఉంది ఉన్న కూడా చెందిన తరువాత ను నుంచి నుండి యొక్క రెండు లేదా
        """,
        """
        అంచనా అంటారు అంటే అండ్ అంతా అందులో అక్కడ అతని అతి అత్యంత అది అదే అధిక అధికంగా అనగా \
        అనేక అనేది అన్ని అప్పటి అభివృద్ధి అమలు అయితే అయిన అలాగే అవి ఆధారపడి ఆఫ్ ఆమె ఆయన ఆలయం \
        ఆహారం ఇంకా ఇక్కడ ఇక్కడి ఇతడు ఇతని ఇప్పటికీ ఇప్పుడు ఇలా ఇవి ఉంటాయి ఉండి ఉండే ఉత్తర \
        ఉత్పత్తి ఉదాహరణకు ఉన్నది ఉన్నాయి ఉన్నారు ఎక్కువ ఎక్కువగా ఎస్ ఏర్పాటు ఐదు ఒకటి ఒకరు \
        ఒకే కంటే కథ కనుక కలిగి కలిసి కాకుండా కాదు కాని కానీ కారణం కారణంగా కాలం కి కు కూడిన \
        కేవలం కొత్త కొన్ని కొరకు కోసం క్రింద గణన గా గురించి గొప్ప గోదావరి గ్రామ గ్రామంలో \
        గ్రామము గ్రామానికి చాలా చిత్రం చిన్న చివరి చేయడం చేయడానికి చేయబడింది చేశారు చేసి \
        చేసిన చేసే చేస్తుంది జనాభా జరిగిన జిల్లా తండ్రి తక్కువ తన తమ తర్వాత తిరిగి తూర్పు \
        తొలి తో దాడి దాదాపు దాని ది దీని దీనికి దీనిని దేవాలయం దేశాలలో ద్వారా నా నాటికి నీ \
        నీవు నేను పలు పశ్చిమ పాటు పెద్ద పేరు పై ప్రకారం ప్రక్రియ ప్రతి ప్రధాన ప్రపంచ \
        ప్రస్తుతం ఫలితంగా మంచి మండలానికి మంది మరింత మరో మహిళా మాత్రమే మీ మీద ముందు మొత్తం \
        మొదటి రవాణా రాష్ట్ర రోజులు లాంటి లు లేదు లోని వంటి వచ్చిన వద్ద వరకు వలన వలె వల్ల \
        వాటి వారి వారు విడుదల విధంగా విధానం వీరు వున్నది శ్రీ సంఖ్య సంగీత సంబంధించిన \
        సంవత్సరం సమయంలో సమీప సైన్స్
        """,
      ]
    ),
    (
      "th",
      [
        """

        """,
        """
        วันที่
        """,
        """
        กันยายน กุมภาพันธ์ ครั้งที่ จำนวน ดร ที่ ธันวาคม ประจำปี ปี ผอ พล มกราคม มี หมู่ที่ \
        เขต เม เมื่อวันที่ เรื่อง เวลา และ
        """,
        """
        and co http news officeข้อมูลสารสนเทศ th www กกต กทม กฟผ กม กรกฎาคม กระบวนวิชา \
        กรุงเทพฯ กล่าวว่า กศน กสทช ของ ขอนแก่น คน ครม ครั้ง คสล คือ จาก จำกัด ฉบับที่ ชั้น \
        ซม ดู ด้าน ตร ตอน ตุลาคม ถึง นพ นศ นอกจากนี้ นาฬิกา บก บริษัท บัณฑิต บาท ปชช ปตท \
        ประกาศ ประจำปีงบประมาณ ประชาสัมพันธ์ ประธาน ปีการศึกษา ปีที่ ผกก ผศ พร้อมด้วย \
        พฤศจิกายน พฤษภาคม พิษณุโลก พุธ มก มหาชน มิ มิถุนายน มีนาคม รพ รมช รร รวม รศ รอง \
        ระหว่างวันที่ รับ รายการ รุ่นที่ ลงวันที่ ละ ล้านบาท วท วัน วันจันทร์ วันจันทร์ที่ \
        วันนี้ วันพฤหัสบดีที่ วันศุกร์ วันศุกร์ที่ วันอังคาร สกอ สนช สพฐ สพป สพม สระบุรี \
        สาขา สำนักงาน สิงหาคม สุราษฎร์ธานี ส่ง หนังสือ หน้า หมู่ หรือ ห้องประชุม ห้องสอบ อบจ \
        อบต อปท อย อาจารย์ อุบลราชธานี เขียนโดย เดือน เป็น เป็นต้นไป เผย เมตร เมษายน เมื่อ \
        เลขที่ แล้ว โครงการ โดย โดยมี โทร ใน ในวันที่ ไทย
        """,
      ]
    ),
    (
      "tl",
      [
        """
        ang at ay isang mga na ng sa
        """,
        """
        bilang hindi ito may ni noong si
        """,
        """
        ayon dahil din hanggang iba ibang ilang isa kanilang kanyang kung lamang maaaring \
        mas mula naging nang nasa ngunit nito niya pa pag pang para pilipinas rin siya unang \
        upang
        """,
        """
        aaral aklat album ama anak antas anumang anyo apat araw artista babae bagaman bagay \
        bago bagong bahagi bahay bansa bawat binubuo buhay buong dagat dahilan daigdig \
        dalawa dalawang dating de di digmaan dito enero estados europa ginawa grupo \
        gumagamit habang halaga halos hapon hayop hinggil hugis huling ika ilalim ingles \
        inilabas itinatag itong iyon kabahayan kabilang kadalasan kadalasang kakayahan \
        kaniyang kanya karakter karamihan karaniwang kasalukuyang kasama kasaysayan \
        katangian katao katulad kay kaya kilala kilalang kinabibilangan kuwento lahat \
        larangan loob lugar lumabas lungsod maging manlalaro marami maraming maria mataas \
        maynila mayroong milyong mismo muling mundo nag nagbigay naman namatay network nila \
        niyang noon of orihinal paaralan paggamot pagiging pagitan pagkatapos palabas \
        pamahalaan pamamagitan panahon panahong pangkat pangunahin pangunahing paraan \
        parehong pelikula planetang populasyon pranses punong rehiyon ring saan salitang \
        samantalang school senso setyembre sila simbahan simula sina sinaunang sining siyang \
        subalit tao taon taong tatlong tauhan telebisyon the timog tinatawag tulad tungkol \
        uri walang wikang world
        """,
      ]
    ),
    (
      "tn",
      [
        """
        ba fa ga go gore ka ke le mo re ya
        """,
        """
        bo bone di jalo kwa la mme ne nna sa se tsa tse wa
        """,
        """
        bana bangwe batho batswana bona botswana dira ene fela gagwe gape gone itse ja jaaka \
        jaana jwa mongwe morago motho na nako neng ngwana ntse pele puso rile rre sentle \
        setse simolola supa teng thata thusa tla tlaa tlase tlhalosa tota tsaya tshwanetse \
        tsone tswa twe yo yone
        """,
        """
        aga am banana banni bao batla batsadi bile bobedi bolela bomme bontsi borre borwa \
        botlhokwa botshelo bua channel dikgang dikole dilo dinao dingwaga dingwe dire dirile \
        distribution dithuto ditiro dumalana ele eng eo feta foo gae gago godimo gompieno \
        gongwe ise jang jo june kae kana kgang kgaolo kgona kgone kgosi kgotsa ko koo kopa \
        kopile lefatshe lefoko leka lekgotla lenaneo leng lephata lesome letsatsi lo lona \
        lone lorato madi maduo maikaelelo malatsi mananeo mangwe mararo masome mathata matlo \
        metsi mmegi mmino modimo mogare monna morafe mosadi mothusa motse naledi ngwaga \
        ngwao nne nngwe ntle ntlha ntsha ntswa one online oo pego ra raya reng rona \
        rotloetsa sale seemo seka sekole seng sengwe seo setlhopha setswana sone temo tiro \
        tlatsa tlhoka tsamaya tsela tsena tsotlhe utlwa yoo
        """,
      ]
    ),
    (
      "tr",
      [
        """
        ve
        """,
        """
        bir bu da ile için olarak
        """,
        """
        bilgi büyük daha de en her nin olan prof sonra türkiye veya çok üniversitesi
        """,
        """
        aile ait akademik alan ancak ankara arama arasında araştırma aynı ayrı ayrıca az \
        bazı başkanı belgesi belirli ben beraber biri birinci birkaç birlikte bizler boyunca \
        bugün bulunan burada bölüm böyle bünyesinde bütün cevap cumhuriyet dan dedi den \
        destek devam değil değildir dikkat diye diğer doğum durumda dönem dünya düzenlenen \
        dış eden eder edilen edilmiştir el ele etmek etmiş etti ettiği eðitim eğitim fakat \
        farklı fazla gelen genel geniş gerek gerekli geçen gibi grup göre görev gün günü \
        hakkında hale haline hizmet hızlı ifade ihtiyaç iki ilgili ilk in ise itibaren iyi \
        içerik içerisinde içinde iş kadar kadın karar karşı kendi kez ki kitap konu konuda \
        konusunda kredi kullanarak kurulu kültürel madde meclis mehmet mevcut mümkün nda nde \
        ne neden nedenle nın olduğu olduğunu olmak olması olup olur oluşan sayýlý sağlık \
        sene son sosyal su süre tam tarafından tarihinde tek teknik temel tercih teslim \
        toplam tüm uluslararası un uygulama uygun veri verilir ya yapmak yapılan ye yeni yer \
        yine yok yönelik yönetim yüksek yýl yıl yılında zaman önce önemli özel öğrenci \
        öğrenciler öğretim üzere üzerinde üzerine üç İstanbul ın şekilde
        """,
      ]
    ),
    (
      "ts",
      [
        """
        eka hi ka ku na nga ta va wa ya
        """,
        """
        bya lava le leswaku leswi leyi loko ndzi ra ri swa swi xa yi yo
        """,
        """
        afrika byi comments dzonga eku emahlweni endla fanele fika ha hina kahle kambe \
        khabinete kona kota kumbe laha lawa lembe leri leti lexi lowu loyi malembe matiko \
        matimu mfumo mi mina misava naswona ndlela news ngopfu ni nkarhi nkoka no off on \
        rixaka ro suka sungula swinene swo swona tala tani ti tiko tirha tlhela to vaaki \
        vahlayi vanhu vona wana we wo wu xi xiyimo yena
        """,
        """
        am amukerile antswisa byo dyondzo eafrika ehansi endliwa endzhaku fana faneleke \
        fikelela gezi henhla hikokwalaho hikuva hinkwaswo hinkwayo hlangana hlaya hosi \
        humelela hundza ikhonomi karhi kasi katsa khale khensa khoma ko komba kuma kumeka \
        lama latest lebyi lo loku ma mabindzu mali mani march masiku mati matimba matirhelo \
        mhaka milawu mintirho mintlangu mitirho munhu muyimbeleri nakambe namuntlha nawu \
        ndzawulo nhlangano nhluvukiso nongonoko ntirho ntiyiso ntlangu ntsena nyika pfuna \
        phuresidente rihanyo sala se siku st sweswi swin switirhisiwa taka tanihi tatana \
        teka tika tin tirhisa tirhisiwa tiyisisa tona tshama tumbuluxa un update van vana \
        vavasati vo vula vulavula vunanga vutomi wena wina wona xandla xipano xiphemu xo \
        yini yona
        """,
      ]
    ),
    (
      "uk",
      [
        """
        на
        """,
        """
        до за не та що
        """,
        """
        або але був вже від він для його лише може по про після так то тому це цього час чи \
        як які із їх її
        """,
        """
        багато багатьох без би бо боку брав буде будь була були було бути більш більше \
        більшість біля важливий вам варто ви виконання використання влади власності власної \
        вона вони вплив все всі всіх відбувається галузі говорити голова двох де день дитини \
        дуже дітей діяльності життя завдання завдяки зв значення зобов зовсім зі кожен \
        кожного коли крім людини мала має мене метою ми можливості можна навіть над \
        наприклад необхідно неї ним них нього ні ніж об одного оскільки ось пам парламенту \
        перед перші питання пов повинен повинні поки положення поняття потрібно потім права \
        право при причин проекту просто проте проти процес під разом роботи року років \
        рішення сам саме свого свою свої своїх світу себе серед слово слід собі спосіб ст \
        став стали створення сьогодні також такі там те тепер тим тобто того тоді той треба \
        три тут ті тільки уже україни умовах усі форм формування хоч хоча хто цей церкви цих \
        цьому ці цієї через чого ще щоб щодо яка яке який яких якого яку якщо інших іншого \
        інші їм
        """,
      ]
    ),
    (
      "ur",
      [
        """
        اس اور سے میں نے کا کو کی کے ہے
        """,
        """
        ان اپنے ایک بھی تو تھا نہیں پر کر کرنے کہ کیا ہی ہیں یہ
        """,
        """
        close connection content date from gmt in latest length more net news read urdu آئے \
        اب اسرائیل اعظم انھوں انہوں اگر بات بعد بلاول بھارت بہت تک تھی تھے جائے جب جس جنرل \
        جو جہاں حکومت خلاف دو دیا رہا رہی رہے زرداری زندہ ساتھ سال سامنے سب سنہ طرح فوجیوں \
        لئے لوگوں لیکن لیگ لیے مردہ مشعل مطابق مطالبہ ملاقات ملزمان ملک نظر نہ والے واپسی \
        وزیر وقت وہ پرویز پھر پی پیش چاہتا کام کراچی کرتے کسی کمانڈر کوئی کور کچھ کہا گئی گا \
        گرفتار گیا گے ہر ہم ہندوستان ہو ہوئے ہونے یرغمالی
        """,
        """
        aug fri india jul politics pradesh آپ اردو استعمال اسی اسے افراد اللہ انہیں آپ اپنی \
        اہم ایس اے بلکہ بڑی بی بے ترقی تعلیم تمام تین جا جانب جن جے حاصل خود درمیان دن دنیا \
        دور دوسری دوسرے دی دینے دیں دے سوال سی سیاسی شروع صرف طور عام عمل قائم مختلف مسلم \
        مسلمانوں مشرف مودی موقع مگر نام والی پارٹی پہلے کئی کبھی کرتا کرنا کم کوشش کہنا کیے \
        گئے گی ہمیں ہوئی ہوتا ہوتی ہوں یا
        """,
      ]
    ),
    (
      "vi",
      [
        """
        các có của và
        """,
        """
        cho công cũng hiện học khi không là một người nhà những thành thể trong trường tại \
        việc về với đã đó được đến để
        """,
        """
        anh ban biến bán bên bạn bản bảo bằng bị bộ cao chính chúng chất chế chỉ chủ chức \
        con cách còn cùng cơ cả cấp cần cầu do doanh dân dùng dịch dụng dự gia giao giá giúp \
        giải giới hai hay hiệu hoàn hàng hành hình hóa hơn hội hợp khác khách khó kinh kết \
        kỳ loại làm lý lượng lại lớn lực minh mà máy mình mới nam nghiệp ngoài ngày nhiều \
        nhiệm nhân như nhưng nhất nhận này nên năm năng nước nội pháp phát phải phần phẩm \
        qua quan quy quyết quá quả quốc ra rất sau sinh sản sẽ số sở sử sự tham thanh theo \
        thi thu thì thông thường thế thời thức thực tin tiếp toàn triển trung trên trình \
        trước trẻ trị trở tài tác tâm tình tính tôi tăng tư tạo tập tế tốt tổ từ tự viên \
        việt vào văn vẫn vụ xuất xây xã đang đi điều điểm đây đường đại đầu đề định đối đồng \
        đổi độ động
        """,
        """

        """,
      ]
    ),
    (
      "xh",
      [
        """

        """,
        """
        ukuba
        """,
        """
        abafundi abantu abo afrika bonke eli emva ezi into isebe iya ke kodwa koloni kuba \
        kufuneka kunye kwaye kwi le lemfundo lentshona lo na nto okanye ukuze umntu xa yaye \
        ziya zonke
        """,
        """
        aba abaninzi abantwana abanye abaphathi abaqeshwa abasebenzi akukho amabini amaninzi \
        amanqaku amathathu amaxwebhu amaziko and apha apho babe babo bakhe bathi baya baze \
        bethu de ekufuneka emalunga emzantsi enye esi esikolweni eso esweni eyona ezincinci \
        futhi hlobo icandelo igama ii iimeko iimviwo iindleko iingxelo iinqununu imali \
        imfutshane imisebenzi impendulo indawo indlela ingaba ingakumbi ingcaciso ingxelo \
        inkqubo inkxaso inqununu inxaxheba iphupha isicelo isigqibo isikolo isithethi ithi \
        iwced ixesha izikolo izinto ka kakhulu kakuhle kanye khona koko kokuba kube kubekho \
        kubo kude kukho kukuba kule kulo kuphela kuya kuyo kuzo kwakhona kwakunye kwazo \
        kweli kwezi kwimidlalo kwindawo la lakhe liya lokuba lokuya lolawulo loo lowo mali \
        malunga naye nayo ndawo ne ngabantu ngale ngalo ngamnye nganye ngaphandle ngayo \
        ngcaciso nge ngendlela ngenxa ngethuba ngo ngoko ngoku ngokuba ngokumalunga ngolu \
        ngonyaka nje nkqubo no nokuba ofisi oko oktobha oku onke ootitshala owe phakathi \
        phambi phambili phantsi phondo qela sokuba ukufunda ukususela ukuya ukwenzela umhla \
        umntwana umsebenzi ungadlulanga uthe uthi utshilo wced we yakhe ye yi yonke \
        yoqeqesho zabo ze zethu
        """,
      ]
    ),
    (
      "yo",
      [
        """
        je ni ti
        """,
        """
        aare ara ati awon ede ile kan ní orile sí tele to tí àti àwo
        """,
        """
        agba alakoso amerika awọn ba bi bá bí de di fi fun fún gba gbogbo ilé jé jẹ́ ko kí \
        kò kó lati le lo láti lè ló mo máa naijiria ninu náà nígbà nínú ohun oloselu omo pe \
        pelu pé re rè rò se si so sì tabi tó tún wa wo won wà wó wọn yìí àwọn èdè èyí ìlú
        """,
        """
        afrika akademi akoko an and ará asofin asoju aye bakanna be bere bíi da december dé \
        dò dún ebun egbe eni eniyan fa fe fé gbé gbó gege gomina he ibi ifè igba ijoba ilu \
        ilè ilẹ̀ inú ipinle ipo iru is ise italia iye japan john ju jáde jẹ ka keji ki koko \
        kátólìkì larin lori lára lé lórí maa meksiko mi mu méjì mó mú na nigba nà nàìjíríà \
        nìkan nípa nítorí obinrin odun odùduwà of ojoibi ojú omi ori orin oruko orí orílẹ̀ \
        osere pa pope popu pè pò ra rí rẹ̀ the tun tàbí tè wá wò wón wọ́n yi yorùbá yóò àrùn \
        àwon àìsàn ènìyàn ìgbà ìjọ ìs ìtàn ìwà ìwé òun ṣe ọdún ọmọ
        """,
      ]
    ),
    (
      "zh",
      [
        """
        一 不 了 人 在 是 有 的
        """,
        """
        上 下 与 个 中 为 之 也 事 于 他 以 们 会 但 体 作 全 公 出 到 发 可 同 后 和 国 地 多 大 好 家 对 就 年 当 得 心 成 我 所 方 \
        时 最 本 来 没 法 然 现 生 用 看 等 经 者 而 能 自 行 要 说 身 过 还 这 进 道 那 都 面
        """,
        """
        三 专 且 世 业 东 两 主 举 么 书 二 五 些 交 产 什 今 从 代 件 价 任 众 位 何 你 使 供 便 保 信 候 做 像 先 光 入 关 其 具 内 \
        再 决 准 几 分 利 别 制 前 力 办 功 加 务 动 包 化 医 十 华 南 即 却 原 去 又 及 受 变 口 只 台 司 各 合 名 向 告 员 命 品 回 \
        因 团 场 基 声 处 外 天 头 女 她 如 始 子 学 它 安 定 实 容 导 将 小 少 层 展 工 己 已 市 师 带 常 平 并 应 度 建 开 式 张 强 \
        形 往 很 必 快 念 性 总 情 想 意 感 或 战 手 才 打 把 护 报 持 指 接 提 收 改 放 政 教 数 整 文 新 无 日 明 更 月 服 望 期 未 \
        术 机 权 果 样 根 案 次 正 此 步 每 比 民 气 水 求 治 活 点 爱 物 特 理 由 电 疗 目 直 相 真 眼 着 知 确 示 社 神 种 程 立 笑 \
        第 算 管 精 系 约 级 结 给 统 美 老 考 至 色 著 虽 表 被 西 见 观 觉 解 计 认 让 许 话 该 调 资 起 跟 转 达 近 连 选 通 造 部 \
        里 重 量 金 长 门 问 间 限 院 除 难 需 非 领 题 风 食 高
        """,
        """
        万 义 企 传 低 克 共 况 则 创 北 区 千 单 压 反 取 听 呢 四 失 字 客 山 干 庭 思 技 据 效 显 极 标 格 清 热 站 续 规 议 设 识 \
        象 走 路 边 运 阿 集 首
        """,
      ]
    ),
    (
      "zu",
      [
        """

        """,
        """
        futhi kodwa ukuthi uma
        """,
        """
        abantu kahle kakhulu kanye khona kukhona kusho lapho le lokhu ngaphandle ngenxa ngo \
        ngoba nje njengoba noma ukuba ukuze uthe
        """,
        """
        abadlali abafundi abaningi abanye abe abesifazane africa afrika ama amabili amalungu \
        amandla amaningi amanye amanzi amaphoyisa amaqembu amathuba amehlo anc and angu \
        bathi bese bonke daba ekhaya emhlabeni emsebenzini emuva emva eningizimu esikoleni \
        ethi ezindaweni fm funda ibe imali imininingwane iminyaka impilo indaba indawo \
        indlela ingabe into iqembu isikhathi isikhulu isimo ithuba izingane izinsuku izinto \
        izwe ka kancane kanjalo kanjani kanti ke kepha kokuthi konke ku kubantu kube kubo \
        kufanele kule kuleli kulo kuma kumele kuphela kusukela kuwo kuye kuzo kwabo kwathi \
        kwazulu kwi lakhe lapha layo leli lesi lezi lo lokho lolu lwakhe manje na nabo nalo \
        nami nase natal naye nayo ndawo ndawonye ne ngakho ngaphakathi ngaphansi ngayo nge \
        ngeke ngemuva ngendlela ngesikhathi ngisho ngokuba ngokushesha ngokuthi ngonyaka \
        njalo nokuthi okuhle omkhulu owesifazane phakathi phambili phansi phela phezu \
        phezulu sakhe sengathi sikhuluma sokuthi thina ube ufuna uhlelo ujehova ujesu ukudla \
        ukusebenza ukuthola ukwazi umdlalo umlando umnuz umoya umphakathi umsebenzi umthetho \
        umuntu unkk unksz unkulunkulu usho uthando uthi wakhe wami wathi we wethu wonke yabo \
        yakhe yakho yena yi yini yokuthi yonke zabo zakhe zonke
        """,
      ]
    ),
  ]
}
