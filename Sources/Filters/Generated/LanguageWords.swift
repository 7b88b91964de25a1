// Made by Tools/generate-language-words.py, which says how; do not edit.

/// Words that tell English from other languages in Latin letters, by frequency.
enum LanguageWords {
  /// Words that are frequent in English alone.
  static let common = """
    ability able abnormal about above abrupt abruptly absolute abstract abuse abusive academic
    accepted accepts access accessed account accounts accuracy accurate achieve achieved acids
    acquire across act acting actions actively activism activity actors acts actually actuary acute
    adapt adapted adapting adaptive add adding addition additive address adds adequate adhere
    adheres adhering adjacent adjust adjusted adopt adopted adopting adoption adorned adult adults
    advance advanced adverse advice advisers advises advisor advisors affairs affect affected
    affects afraid after again against aged agencies agency agents ages agile agility agree agreed
    ahead aiding aim aimed aiming aims alcohol alert alerts algebra alien aliens align aligned
    aligning aligns alive alliance allies allocate allow allowed allowing allows almost alone along
    alpha alphabet already also altered altering although aluminum amazon ambition amends amidst
    among amount amounts amp analyses analysis analyze analyzed analyzes ancestor anchor ancient and
    anemia anger angle angles angular animated anion annual another answer answers antigen anxiety
    anyone anything apart aperture apparent appeal appear appears append appetite applied applies
    apply applying approach approx apps arc arch arcs areas argue argues argument arise armed arms
    army around arrange arranged array arrays arrest arrival arrived arrow artifact artisan artist
    artistic artists arts artwork ash ashes ask asked asking asks assembly assess assessed assesses
    assets assign assigned assigns assisted assume assumed assumes assuming astral atheism atoms
    attacker attacks attempt attempts attire attitude attract audience audit author authors automate
    autonomy avatar average avg avoid avoiding avoids await aware away awe ax axial axis azure
    bacteria balance balanced balances balloon balls bananas bandits bands banking banks barely
    barriers bars based baseline bash basic basics batch battle battles beacon bear beauty became
    because become becomes becoming bed been beers beeswax before began begins behavior behind being
    beings belief beliefs believe believed believes beloved below beneath benefit benefits beta
    betrayal better between beyond bias biased biases billion binomial biology bird birds birth
    bitcoin bits bizarre blank bleeding blend blending blizzard blocking blocks blogging blood blue
    blur bodies body boiler bold bonding bonds bonus book booking boost boot border born boss bot
    bottom bouncer bound boundary bounds bounty bowel box boxes brain brake braking bran branch
    branches branding brands bravery breach breaches bread breadth break breaker breaking breaks
    breast breasts breath briefly bright bringing brings broad broader broken brother brothers
    brought brunette brutal brute bubble budget buffer build building builds built bulb buoyancy
    burden burning burnout burst bustling busy butter buttons buy buyer buyers buying byte bytes
    cable cage cake calcium calculus call called calling calm calorie calories came cameras campaign
    can cancer candy cannot canoe capable capacity captain capture captured captures carbon cardio
    cards career careful carried carry carrying cars cartoon cash cast casting castle catalog catch
    catcher catching catchy cater caught caused causes causing caution cautious cavalry cavity
    ceiling cell cells cellular centered centers century ceremony certain chain chains chair
    chairman champion chance chandler changed changes changing channels chaos chaotic chapter
    chapters char charged charges charm chars chart charts chat check checked checking checkout
    checks cheese chemical chess chest chicken child children chilling choice choices choose chooses
    choosing chorus chosen chronic chunk chunks churches circle circles circuit circuits citadel
    citation cite cited cites cities citing citizens civilian claim claims clans clarify clarity
    clash class classic classify clause clauses clean clear clearer clearly cleavage clever clients
    climate climax clinic clinical clock clone closed closely closer closing closure clothes
    clothing cloud clues cluster clusters coaching coastal coconut cod code codes coding coffee cogs
    coherent cohesion cohesive coin coins cold colitis collage collect colleges colon colonial
    colony colored colorful colors column columns combat combine combined combines comedic comedy
    comes comfort coming comma command commands commit commonly compact compare compared compares
    compete compile compiler complete complex comply compose compute computed computer computes
    concept concepts concern concerns concise conclude concrete conduct confirm confirms conflict
    confront confuse confused congress connect connects cons consent consider consists console
    constant consult consume consumed consumer contain contains contents context contexts contour
    contours contract contrast controls convert converts convey conveyed conveys cooking cool cooler
    cooling cope coping copy copying cord cords core corner corners correct cortex cosmic costs
    could councils count counting counts coup couple coupled coupling courage courses coverage
    covered covering covers cow cracking crafted crafting crash create created creates creating
    creation creative creator creature credible creed crew crib crime criminal crimson crises
    criteria critical critics crop cropped crowd crown crucial cube cubic cues cuisine culinary
    cultures cunning curious current curse cursor curve curves custom customer customs cut cutoff
    cuts cutting cycles cycling cylinder cynical daemon damage damaged damages danger dangers dark
    darker darkness dart database dates daughter dawn day days dd dead deadly deal dealing deals
    dear death deaths debates debit debt debts debug decades decay deceased decibels decide decided
    decides decimal decision deck decline decode decoder decoding decrease deepen deeper deeply
    default defeat defeated defect defects defend defense define defined defines defining degraded
    degrees deities deity delay delete delicate delight deliver delivery delve delved delves delving
    demand demands demeanor demon demons denote dense density dental depend depends depict depicted
    deploy depth depths derive derived descent describe desert designed designs desire desired
    desires desolate despair despite destiny destroy detailed details detect detected detract
    detracts develop deviates device devices devotion diabetic diagram diagrams diameter diamond
    dick did died diet dietary differ digest dignity digraph dilemma dilemmas dimly dinner diode
    directed directly discount discover discuss disease diseases dish dishes disk disks disorder
    display displays disrupt distance distant distinct distress dive divide divided dividend
    dividing divine divinity division doctrine does doing domain domains domestic dominant done dose
    dots dotted double doubt doubtful dramatic draw drawing drawn dread dream dreams dress dressed
    drinks driven driver driving drone drones drop drugs dry duet dumbbell duration during dutiable
    duties duty dye dynasty dz each eager ear earlier earliest early earn earnings earplugs ears
    earth ease easier easily easy eat eatery eating echo echoed echoes echoing ecology economy
    ecstasy edge edges edging edit editing edition editor educate eerie effect effects efficacy
    effort efforts egg eggs ego eight either elder election elegant elevated elite else emails
    embark embarked embedded emblem embrace emerged emerges emerging emojis emotion emotions empathy
    emphasis employ employed employee employs empty emulator enable enabled enables enabling
    enclosed encode encoded encoder endeavor ended ending endless ends enduring enemies enemy energy
    engaged engaging engine engineer engines enhance enhanced enhances enjoy enjoying enough enquiry
    enrich enriched enslaved ensure ensures ensuring enter entered entering enters entire entirely
    entities entity entries entry enzymes epic episodes equal equality equally equation equipped
    equity err errors eruption escape essay essence estimate etched eternal ethereal ethical ethics
    ethnic evaluate even evening evenly event eventual ever every everyday everyone evidence evident
    evil evoke evolve evolved evolving exact exactly examine examined examines example examples
    exceed exceeds excel except excess exchange excited exciting exclude execute executed executor
    exercise exhibit exhibits exist existing exists exit exotic expand expanded expands expect
    expected expense expenses experts explain explains explicit exploit explore explored explores
    exponent export expose exposed exposing express extend extended extends extent external extract
    extracts extreme fabric faced faces facial facing fact faction factions factor factors facts
    factual fail failed failing fails failure failures fair faith fake falcon fallacy falling false
    families famous fans farmer farming fasted faster fat fate father fatigue fats fatty favorite
    fears feasible feast feats features federal feed feedback feeding feel feeling feelings feels
    fees feet feldspar fellow female feminist fetch fever few fewer fiber fibers fiction field
    fields fierce fiery fifth fig fight fighter fighting fights figures files filial fill filled
    filling filtered filters finally finance find finding findings finds fingers finish finished
    finite firms firstly fiscal fish fitness fits fitting five fix fixed flag flask flat flatten
    flavors flawed flaws fleeting flexible flight float floating flood floor flow flowers flowing
    flows fluid flutter flying focus focused focuses focusing folder folders follow followed
    follower follows foods foot forced forces forcing forecast foreign forest forests forever forget
    formal formats formed forming forms formulas forth forums forward fossil fought found four
    fourth fraction frame frames framing fraud freedom french frequent fresh friction friend
    friendly friends from front frontal fructose fruit fruits fuel fueled fuels fulfill fully
    function funding funds further fusion future gained gaining gains gallery gamer gamma gap gaps
    garden garland gates gather gathered gauge gave gaze gear gems gender generate generic genes
    genesis genetic genetics genital genre genres gentle gently genuine geometry gets getting giant
    gift girl given gives giving glass globally glory glow glowing glucose gm goals goblin goddess
    gods goes going goods got grades gradient gradual graduate grain grains grammar grams grant
    granted grants graph graphic graphics graphs grasp gratings gravity gray greater greatest grep
    grew grid grids grief grilled grip grocery gross ground grounded grouping groups grow growing
    grown growth guard guards guess guesses guessing guest guidance guided guides guiding guilt
    guilty guitar gym habits haggard hair half halt halting handled handles handling hands happen
    happened happens harder hardness hardware harm harmful harmony harsh hash hashing hashtags
    haunted haunting haven having hawk hawking hawkish hazard hazards headache header headers
    heading headings headline heads heal healing health healthy hear heard hearing heart hearts heat
    heavens heavily heavy height heights helped helper helpful helping helps herbal heritage hero
    heroes herself hey hide hiding higher highest highly highs hike hills him himself hint hints
    hiring history hive holding holds holes holistic holy homemade homes honest honey honor hook
    hooks horizon hormonal hormone hormones horror horse hosting hosts hour hours houses housing how
    however hub human humanity humidity humorous hunger hunter husband hybrid ice identify identity
    ideology ids if illegal illness illusion image imagery imaging immense immune impact impacted
    impacts imperial implicit implied implies imply import imposed imposing improve improved
    improves inch inches incident included includes income incoming increase indeed indicate indices
    indirect induced industry inertia infer infinite infinity inform informal informed inherent
    initial initiate injuries injury inner input inputs inquiry insects insert inside insight
    insights inspire inspired install instance instant instead int intake integer integers integral
    intended intense intent interact interest internal interval intimacy intimate intrigue invalid
    invasion invasive inverse invest investor invited invites inviting invoice involve involved
    involves ions iron ironic irony islands isolated isotopic issues it item items iterate iterates
    its itself jargon jasmine jimmy join joined joining joins joint jokes journals journey joy
    joystick judgment jump jungle justify keep keeping keeps kept kernel keys keyword keywords kick
    kicker kid kidney killed killer kills kindness kinetic kings knew knight know knowing known
    knows lab label labeled labeling labels labor lack lacking lacks laid lambda lancer landing
    lands language laptop large largely larger largest lasting lastly lasts late latent latex
    lattice laughter launch launched laurel law laws lay layers layout lea lead leader leaders
    leading leads leaf lean leaned learn learned learners learning learns least leave leaves leaving
    left legacy legal legend legs lemma lending lengths lens less lesser lessons letters leukemia
    levels leverage lib library license lie lies life lifetime lift lifting light lighting lights
    likely lilac lily limit limited limiting limits linear lines linked linking lips liquid lisp
    listed listener listing lists lit literal literary little lived liver lives living load loader
    loading loads loan locally locate located location lock locked locks log logic logical login
    logistic logs longer longing looked looking looks lookup loops lord lose losing loss losses
    lotto lotus loved lower lowest lows loyal loyalty luck lumped lunch lush luxury lyric machines
    macro macros made magical magician maintain majority make maker makes making manage managed
    manager managers manages managing manifest manner many mapping maps margin marginal margins
    marine marines maritime markdown marked markers markets marking marks marriage martial martian
    mask masonry mass massive masters mastery mat match matches matching maternal matrices matrix
    matter matters maximize maybe maze meal meals mean meaning meanings means meant measure measured
    measures median medicine medium meets melody melted melting member members membrane memo
    memories memory mental mention mentions mercury merely merged merging mesh message meta metals
    metaphor meters methanol method methods metric metrics middle might military milk miller mimic
    minds miner mineral minerals miners minimal minimize minimum mining minor minority mirror
    mirrored mirrors mislead missed misses missing mistake mistakes misuse mitigate mixed mixer
    mixing mixture mobility modeling models moderate modified modify modular modules modulo modulus
    mole moments momentum monetary money mongoose monster month monthly months mood moon morality
    moreover morning morpheme mostly mother mothers motion mouse mouth moved movement moves movies
    moving much multiple multiply mural murder murderer muscle muscles muscular mutation mutual
    mystery mystical myth named names naming narrator narrow nasal nation nations native naval
    navigate near nearby nearest nearly neck needed needing needs neg neglect neighbor neither neon
    nerve nervous nest nested nets networks neural neuron neurons neutral never newly niche night
    nine ninja nodded node nodes noise noisy none nor norm norms northern nose not notable notation
    note notes nothing notice noting notion novel novels now nth nuanced nuances nuclear null
    numbered numeric numerous obj objects observe observed observer obsolete obtain obtained
    occupied occur occurred occurs ocean odds odes offered offering offers office official offline
    offs offset often ohm oil okay old older oldest olive omission omits ones oneself ongoing only
    onset onto opening opens operate operated operates opinion opinions opponent opposite optic
    optics optimal optimize option optional options or oracle orange orbit orbits ordered orders
    ordinary organic organize organs oriented origin origins ornate orthodox other others our
    outcome outcomes outdoor outer outfit outline outlined outlines outpost outputs outside overall
    overcome overhead overlap overly override overview own owned owner paced pacific pacing pack
    package packages packed packers packet packets padded padding paid pain paint painted painting
    pair pairs palette palm palpable pandas pandemic panels panic papers paradigm paradox paraffin
    parallel parent parity parking parse parsed parser parsing partial particle parties partner
    partners parts pass passages passed passes passing passion passions passive past pastel pastry
    patch paternal path paths pathway patient patients pattern patterns pay payable payload payment
    payments payoff peace peaceful peak peel peers penalty peoples perceive perfect perform performs
    perhaps periods perk perks phases phoenix phone phones photo photos phrases phrasing physics
    pick picture piece pieces piercing piety pilot pine ping pinning pins pip pipeline pipes pitch
    pitfalls pivot pivotal pivots pixel pixels placebo placed placing plane planets planned planners
    planning plans plants platform play played players playful playing plays please pleasure plots
    plotted plotting plugging plugin podcast podcasts poem poetic poetry poignant pointed pointer
    pointers pointing polar police policies policy polished polite polygon polymers pontoon poor
    portion portrait portrays ports pose posed poses posits possess possibly posts posture poverty
    power powered powerful powers pray prayer precious precise predict premise premises premium
    prepare prepared presence presents preserve pressing prevent previous prices pricing prime
    prince printed printing prints prior priority privacy probe problems proceed proceeds process
    produce produced produces product products profile profiles profit profits profound programs
    progress projects prolog prologue promise promote promoted promotes prompt prompts prone proof
    proper properly property proposed proposes prostate protect protein proteins protocol proud
    prove proven provide provided provider provides proving prowess psycho pull pulse pulsing pump
    purchase pure purity purpose purposes purse pursue pushed pushing puzzle quality quantity
    quantum queries query quests queue queuing quick quickly quiet quite quiz quote quotes rabbit
    races racial racing racism radial radiant radical radius rain rainbow raise raised raises
    raising ramp random randomly range ranges ranging rank ranked rankings ranks rap rapidly rare
    rate rates rather rating ratings rational ratios raw ray reach reached reaches reaching react
    reaction read readable reader readers readily reading readings reads ready realism reality
    realize realized realm rear reason reasoned reasons rebirth recall receive received receives
    recess recipe recipes record recovery redesign reduce reduced reduces reducing refer referred
    refers refine refined refining reflect reflects reforms refusing refute regarded region regions
    register regulate reject relate related relates relative released releases relevant reliable
    reliance relies religion rely relying remain remained remains remedies remember reminder
    remnants remote removal remove removed removing renal render rendered renowned repair repeat
    repeated repeats replace replaced report reported reports reps republic request requests require
    requires research reserve reserves reset resident resist resistor resolve resonate resource
    respect respects respond response rest restart restore restored result resulted results resume
    retail retain retains retrieve retry return returned returns reveal revealed reveals revenge
    revenue reversal reverse reviewed reviews revised reward rewards rewrite rho rhyme rhythm
    rhythms richer rick riddle riddles ride right rights rigor rigorous ripple rising risks ritual
    rituals rival rivalry rivals robot robotics robust roles rolling rolls romantic root rooted
    roots roster rotation rotten rough round rounded router routes routine routines routing row rows
    rude ruins rule ruled ruler rulers rules ruling rumors running rush rushed rust ruthless rye
    sadness safe safety saga salad sales salesman salvage sample samples sampling sash satisfy sauce
    saved saving savings savior saw say saying says scalar scale scaled scales scaling scan scanning
    scenario scenes scent schedule schema scheme scholars scope score scores scoring scraping
    scratch scripts scrolls seamless searches seasons seats second secondly seconds secret secrets
    section sections sectors secure security seed seeing seek seeking seeks seem seemed seems seen
    sees segment segments seismic select selected selector selenium sell selling senate sending
    sends senses sensing sensors sensory sensual sentence sentient sentinel separate sequence serene
    serious serpent serum served servers serves serving session sessions sets setting settings setup
    seven several severe severity sewing shadow shadows shall shape shaped shapes shaping shared
    shares sharing sharp she shear sheet shelter shield shift shifting shifts shining ship shock
    shoelace shopping short shortage shorter shortest shot should shoulder showcase showdown showed
    showing shown shows shrouded sibling sickle sides sight sigma sign signals signs silence silent
    silicon silk silver similar simpler simplify simply simulate since singing sinking sister
    sisters sitting six size sized sizes sizing sketch skiing skill skilled skills skip skis skyline
    slave slavery sleek sleep sleeping sleeve slice slices slight slightly slip slit slits slope
    slot slow slower small smaller smallest smell smile smiling smoke smooth smoother smoothly smote
    snack snap snippet snippets snow socially societal socket sodium soft solace solar sold soldiers
    solely solid solve solved solver solving some someone somewhat sonic soon sorrow sorry sorted
    sorting sought soul souls sounding sounds source sourced sources soviet spaces spacing spark
    spatial speak speaker speakers speaking specific specify spectra spectral spectrum speech speed
    speeds spell spelling spells spend spending spent sperm sphere spiking spin spinal spine spirit
    spirited spirits spleen spline spoke spoken spoofing sports spots spread sprocket spy squared
    squares stable stack stages stakes stamina stance standby standing stands stanzas stark start
    started starting starts startup stated static stating stations stats stay staying steady steam
    steamed steel stellar step stepped steps sticker stickers still stocks stomach stood stopped
    stopping stops stored stores storing story straight strain strains strange stranger strategy
    streak stream streamer streams streets stresses strict strictly strike strikes striking strings
    strive stroke stronger strongly struggle stuck students studies study studying stuff stumbled
    stunning style styles styling subjects submit subplot subset subspace subtle subtract succeed
    success such sudden suddenly suggest suggests suit suitable suited sulfuric sum summary summer
    summing summit sums sunlight sunrise sunset superman supplier supplies supply support supposed
    supreme sure surface surgery surgical surprise surreal surround surveys survival survive
    survived suspects suspense swamp swap swarm sweet swirling switch symbolic symbols symphony
    symptoms syndrome synopsis syntax systemic systems tab table tables tabs tackle tactical tactics
    tailor tailored tails taken takes taking talent talk talking talks tall tang tangible tapestry
    target targeted targets task tasks taste tattoo tattoos taught tax taxes teacher teachers teams
    teamwork tear tell tells temp tempest template temple temporal tenant tendency tense tension
    tensions tent terminal terror tested testing tests textile texts textual texture textures thank
    that the their thematic theme themes then theorem theories therapy there thereby thermal these
    thesis theta they thick thief thigh thin thing things think thinkers thinking third thirdly
    thirst this thorough those though thought thoughts thousand threads threat threats three
    thriller thrive throne thrones through throw throwing throws thunder thus ticket tied tier tight
    tile timeless timeline timing tiny tire tissue titanic title titled titles today toes token
    tokens told tomato tomatoes tomorrow tone too took tool tools tooth topic topics torch tosses
    touches tough tourism tourist tourists towards towel towering toxic toys trace tracing track
    tracking tracks trade trader traders trading traffic tragedy tragic trail train trained traits
    transfer transit trap trapped trauma travel treasury treat treated treating treaty tree trees
    trend trends trial trials triangle tribal trick tried tries trigger triggers trilogy trinity
    trip tropical troubled truck true truly trunk trusted truth try trying tuning turbine turkey
    turmoil turn turned turning turnover turns tutorial tutoring tweet tweets twice twin twins twist
    twisted twists typical ultimate ultra unable unbiased unclear uncommon uncover unease unicorn
    unified uniform units unity universe unknown unlike unlikely unstable until unusual unwind
    upcoming updated updates updating upload uploaded uploads upon upper ups urban urgency urgent
    urine urn usage use used useful user username users uses using usually utilize utilized utilizes
    vaccine vague valid validate validity valuable value values variance variant varied varies
    variety various varying vast vector vectors vehicle vehicles velocity vendors ventures verb
    verbatim verified verify verse verses versus vertex vertices very vessel vibrant vice victim
    victims victory videos view viewer viewers views village villain vintage violated violates
    violence violent viral visible visit visited visiting visitors visits visual visually visuals
    vital vitamins vivid vividly voice voices void volcanic voltage volumes vote wait waiting walk
    walked walking walks wall walls wanted wants warfare warning warnings warping warrant warrior
    warriors wars wash waste watched watching waves ways weak weakness wealth wealthy weapon weapons
    wear wearing wears weather weekly weeks weight weighted weights welcome welfare well went were
    western whatever wheel wheels when where whereas whether which while whisper whispers who whole
    whose why wick wide widely wider widget wife wild wildlife willing window winning wins wire
    wisdom wise wit witch with within without witness woman women wonders wood wooden words work
    worked workers working workload workout workouts works worlds worship worst worth would woven
    wrinkled write writer writes writing written wrong years yeast yellow yes yield yields yogurt
    you younger your yourself youth zeros zombie zombies
    """

  /// Words that are frequent elsewhere and no English words.
  static let foreign = """
    aad aan aantal aaral aarde aare aasta aastal aba abaali abaami abaana ababadde ababaka ababbi
    ababiri abadde abadlali abafumbo abafundi abagagga abaganda abagenyi abajaasi abakazi abakola
    abakozi abakugu abakulu abakungu abakyala abalala abali abalina abamu abaningi abaninzi abans
    abantu abanye abasajja abasinga abatuuze abaviwa abawala abbiamo abeera aber abo abril absoluut
    abule abuu aby acceso accordo aceasta aceea acest acesta aceste acestea acestei acestui ach
    achida achinge achiti achos achosir achosodd acolo acord acordo acredita actes actief actores
    acu acum adada adag adalah adanya addysg adeg adems adta aeg aega aelod aeth afa afaceri aferika
    afero afgelope afin afirma afirmou afka afon aforika afrika aften aga agaknya agamba agba agbaye
    agbegbe agertzen aghaidh agit agli agora agos agosti agter agung agus ahaa ahaan ahaatee
    ahaayeen ahakoa ahau ahayd ahi ahli aho ahol ahora ahu aice aici aidhm aige aikana aile aina
    ainda ainge ainm ainsi ainult airde ait aitab aithne aive aizvien aja ajal ajan ajili ajo ajuta
    ajutorul aka akabva akadaro akademi akademik akaita akakiiko akan akanaka akanga akatale
    akatanga akati akaudza ake akhir akhirnya aki akiaki akik akili akiwa akkor akkurat aklat ako
    akoko akoranga aktuale aku akukho akulira alagba alakoso alama alamat alat alati alatt albamu
    albumet alcune alcuni aldatu alde aldiz aldrei aldri aldrig alebo algo alguien algumas alguna
    algunos alguns algus alia aliaj aliis alikuwa alina alla allaha allar alle alleen allem allerede
    alles allir alls allt alltaf alltid almal almeno alors als alte altid altra altre altres altro
    altura altyd alueella alueen alumnes alussa alveg amaanyi amaaso amabango amabili amabini amach
    amagama amagezi amagye amai amaka amandla amang amaningi amaninzi amanqaku amanye amanzi
    amaqembu amata amateeka amathuba amaziko amazzi amb ambako ambalo ambao ambapo ambaye ambayo
    ambazo ambiente ambuya ameerika amehlo amely amelyet amerika ami amikor amit aml amma amogana
    amogela amohela ampak amukela anadan anadolu anak analizo anaweza anc ancak ancaq anche ancora
    anda ander andere anderen anders andet andra ane anenge ang anggota angu anh animalia ankaux
    annab annak annan annars annen annet anni annis anno annos annum ano anoda anonzi anos anoti
    anoziva ansin antaa antal antall antara antas antequam antswa antswisa antwoord anuas anul
    anului anumang anyo anys ao aois aon aos aotearoa apakah apalagi apartat apat apenas aperis
    aperto apha apho apie aplikasi apoi apoio approche aprilo apud aqu aquest aquesta aquestes
    aquests aqui araba arabera arall arama araw arba arbeid arbeidet arbeiten arbejde arbennig
    arbete ard ardal ardhi arfordir ari armeo aro aroha arra arren arsip artculo artean arteko
    artikkel artista aru arvates arvien asaj asati asawa asegurar asemenea ashtu asi asili asilia
    asilimia asina asiri asko asli asofin asoju asook assez assim asta astaanta astfel asupra ata
    atas atau atbalstu atbildes athari ati atij ato atomu atque att atto atu atunci aua auch auf
    aujourd aunque aurka aurkitu aus aussi aust auswahl aut autem auteur autre autres aux avait
    avant avanti avea avec aveti aveva aviat avisa avo avoir avropa avrupa avto avui avut awa awaka
    awali awdur awo awon awooda axmed aya ayaa ayamba ayay ayo ayon ayuda ayuu azaleran aziende
    azioni azken azok azonban baabadde baabwe baada baadaye baadhi baagala baali baba babadde babae
    babiri babo badala badan badani badania badda bado baffe bafuna bafunye bagaman bagamba bagay
    bagenda bagi bagian bago bagong bagwebi bahagi bahan bahari bahasa bahay bahkan bahwa bai baie
    baik baile baina baino baintear baita baithuti bajja baka bakanna bakar bakeng bakhe bakola
    bakyala balasan balatedi balaze balekane balina balya bamaziko bamu bana banca banda bangata
    bangi bangunan bangwe banna banni bano bansa bantsi banyak bao bara barat bardziej bardzo
    barruko baru basa basaba basabye basatu bashku basobola basotho batean batek bateko baten batera
    batez bathi batho batjha batla batsadi batsho batswana batzuk bawat baxa baya bayinza baza
    bazadde baze bazze beag beaucoup bebakala beberapa becas bedraagt bedre bedste beeraha beesha
    beevoz begge begitu begon beha behar behoort bei beide beiden beim belajar belakang belgesi
    beliau belilah belirli bello bellum belum bem benar bene benoemd bentuk benze beraber berada
    berbagai berbeda berbuat berdiri bere bergerak berhasil berisi berjalan berjudul berkarya
    bernama beror berre berriz bersama bertako bertan berusaha besar bese besi besigye beskik beskou
    beslut bestaan beste besuch betales betaling beteken beter bethu betri betrokke betyder bez
    bezala bezalako bezit bhaile bhain bhaint bharr bheith bhfeidhm bhfuil bhliain biasa biashara
    bidang bidiwa bien bifo bigarren biha bihurtu bij bija bikoteak bil bila bilaabo bilakatu
    bilancio bilang bild bildene bilgi bili bilimsel biliyoni bilo bilood binadamu bine binne binnen
    binu binubuo bio bir biri birinci birlikte bis bisa biseera bisha bishii bisogna biti bitte
    bitundu biyaha biyo bizi bizler biztanle blandt blant ble blei blev bli bliain blir blive bliver
    blivit blizini bly bobedi bobl bod bodaboda bodo boek boela boemo bofelo bogosi bohlale bohle
    bohlokwa boholo bokgoni bokka bol boleh bolela bolella boleng bolesti boletse boli bolj bolji
    bolo boloka bom bombi bomme bomo bona bonahala bonala bonde bongwe bonke bonna bonnete bontle
    bontsha bontsi bonwa bophelo bora boraro borre borwa bosiu bosne boste bosupa bosweu bothata
    botle botlhe botlhoko botoka botshelo botuar boyunca brasil brez broj broja brojnim bron brug
    bruge bruges bruk bruke brukes brukt bu bua buat bubbi bubi bucurie bude budou buena buenas
    buganda buhay buisana bukan bukedde bukur bulan buli bulshada bulunan bulungi buna bunaithe
    bundan buno bunu bunun buona buong burada burua busca buvau buvo bw bwa bwabwe bwe bwysig bya
    byalo bychom byd byddai bydrae byen byi byl byla byli bylo byly byo byonna byw bzw caadiga
    caalamka caan cabeza cabo cada cadrul cael cafodd calcio calidad calitate cambuk campanha campo
    cand canol cantidad cao caput carabi carte cartref cas casa casi caso casos cassa casta catalana
    cathair catre causa cazul cea ceann ceantar ceea cei ceir ceist cel cela cele celo celor celui
    cena centra centres centro centrul ceoil cepat cerca cerita certe certo ces cesta cet cette ceux
    ceva cevap cez chaith chake chama chaque chathair chauke chavo chce chcete chenyika chero chete
    chia chiar chikafu chikamu chikwata chimwe chine chinhu chini chippa chiri cho chodzi chogaidh
    chokwadi chomh chosaint christus chuaigh chuid chuig chuir chun chuo chur chwili cidade cierre
    ciise cik cilat cili cilin cilmiga cinc cine cinn cinque cinta citas citi citiem citu ciudad
    ciutat civile clases cliath clientes clube cmo colegio comida comitato comme compte comune
    comunque concerne concurso conforto conocer conozcan conseil constat consum conta contacte
    contacto contae contra contre contro copa copii coppia coraz corff corpo corpului correia corso
    cosa cosas cours creacin crear crees criar crisi crusher csak cual cuando cuatro cuenta cui cuid
    cuireadh cuius cukup cultura culus cung cuntada curiyaha curiye curso cursos cwmni cxiuj
    cyfeirio cyfnod cymraeg cymreig cymru cyn cynnwys cyntaf czy daar daardie daarin daarna daarom
    daaroor daarvan daba dabar daca dadka dadkii dadku dae daerah daeth daftar dafydd dag daga dagat
    dage dagen dagli dago dagoen dagoena daha dahil dahilan daigdig daiteke daitezke dal dalam
    dalawa dalawang dalen dalis dalje dalka dall dalla dalle damit damu danas dandan dangdut dangos
    danh danisa danmark dann danna dans dansk danske daoine daonra dapat dapatkan dar dara daray
    darba darbo darbu darbus dari daripada darteed das dass datang datele dato datos dau daude
    dauden daudz daug daugiau davam davon dawa dawladda daxil ddaeth ddala ddau dde ddechrau ddinas
    ddod ddwy deben dechrau decir dedi dedit deel defesa deg degli degmada dei deinde deireadh
    deixou deja dejlig delar delle dello dels demande demikian dems dengan denn denna denne dennoch
    dentro depois depuis der dere deres derfor deri derimot dersom desafos desde desejo desember
    desembre desmit despacho despre despus dessa desse desta destas deste destek detalhe deti detine
    detta dette detto deu deulu deur deus deux devam devant devas deve devenir devido devient dewa
    deyil deyrnas deze dha dhacay dhamaan dhan dhaonra dhaqanka dhashay dhe dheer dhexe dhiaidh
    dhidi dhinaca dhirta dhismaha dhowr dhul dhulka dia dias diatla dib dibakeng dibangun dibna
    dibuat dicembre dich dicho dicitur dien dienas dienos dienu diese diesem diesen dieser dieses
    dievas dievo difate difesa digmaan diinta dijela dijelu dijo dijual dikgang dikgomo dikitso
    dikkat dikole dikoloi dikwels dilemo dilemong dili dilluns dilo dinao dinas dingwaga dingwe
    dintho dintlha dintre dio dipakeng dira diras dirbti direktor diren diri dirile dirinya diris
    dirisa dirisiwa diru disa diseo disse dit ditaba ditho dithoto dithuto ditiro dito ditu dituen
    dituzte dituzten diversaj divisin diwedd diwrnod diye diyos diz dizer djela dk dla dne dnes dni
    doanh doar dobija dobiti dobrze dobu docencia docentes doch dod doen doit doivent dok dokonce
    domaine domenica domhain domhan domus donar donc donde dont dood doorasho dopiero dopo doro dort
    doua dowlada drauge dref drei drept dret drets drie droite dros druga druge drugi drugih drugim
    drwy dtugtar dua duas duce dudek duduk duen duhet duine duket dul dula dum dumalana dumela
    dumnezeu dunia duniani dunida dunque dupa durch durumda dus dute duten duwan duxit duy dva dveh
    dvije dwa dya dyma dyondzo dzakaita dzake dzangu dzavo dzieci dzimba dzimwe dziri dzonga eafrika
    ean eau eba ebang ebbeeyi ebben ebe ebifo ebigambo ebile ebintu ebiri eblas eble ebun eby echipa
    echter economia edasi edat eddagala ede edelleen eder edhe edib edicin edilen edilib edilir edir
    edirdi edlule educacin eemviwo een eerder eerdere eerst eerste eest eesti eestis eeuw efallai
    efectes efeito effet efiling efter eftir ega egbe egen eget eggwanga egin egiteko egiten eglwys
    egna egne egter egun egy egyes egyetlen egyik ehansi ehara ehenhla ehk ei eie eiga eigen eile
    ein eine einem einen einer eines einfach einhver einige einmal einn einnig eins eit eitt eius ej
    ek eka ekapa ekaya ekde ekenga ekhaya ekibiina ekika ekiro ekiseera ekkert ekki eklezio eko eks
    ekstra eku ekuseni eky ekyo ekzemple ekzistas elan electus eleng elever elkaar elke elle eller
    ellers elles ello ellos elmi els elu elwir emalunga eman emas ematen embeera emberek embuto
    emirimu emmere empa empezar empleo emploi emprego empresa empresas empreses emrin emuva emva
    emyaka emzantsi ena enam encontra enda endala endale endla endlaka endlela endliwa endnu
    endwadde endzhaku ene eneo energia enero enfant enfants engang engari engeri engetela enginn
    enguudo eni enige enigste enillodd eniyan enjala enjawulo enkele enkelte enkola enligt enn
    ennaku ennast enne ennek ennill ennyo eno ens ensi ensimbi ensino ensonga entonces entra environ
    enw enye eo eolais epocha equipa equipo erabili eragin eraill erano erant erat erbjuder erbyn
    erfitt eri errege erregeak erreicht ers erste eru ery esa esam esame esan escola escribir ese
    eshte esimene esin eskom esmu eso esot espaa espacio espanya essa esse essere esta estacin
    estado estados estamos estan estar estas estat estatu este estero esti estis estiu estn esto
    estos estou estu estudiar estudios estus esweni etahi etdi etdiyi ethi etholiad eti etiam
    etikweni etj etmek etsa etsang etse etswa ett ettaka ette etter etti etwa etwas euch eum euren
    euroopa europei europos eurot euskal evaluare evento exempel exemple exikarhi exista existe
    explicou extracto ey eya eyali eyi eyni eyona ez ezek ezi ezimu ezithile ezt fac facta factum
    factus facut fada faire fait fajro fakat fakte faktisk falta famba familia familie familio
    familjes famille famire fana fandt fanele faneleke faoi faoin fapaneng fapt faptul fara farta
    farw fastsatt fath fatti fatto faut fawr faz fazem fazer fazla fearainn fearr februar fedisa
    feela feidhm feira feit feita fekk fel fela felela felly felul femmes fet fetang fetileng fetola
    fewn ffilm ffurf ffurfio fhine fiatal fiecare figuur fihla fihlela fiican fiind fik fika fikela
    fikelela fikk fikrad filamu fillim filloi fillon filma filme filmin filmu fim fimm finaal finde
    finden finfine finna finnst fino firma firmy fiziki fleire fleiri flera flere fleste flwyddyn
    foarte focail fod foi fois foje folosit fonction fondi foram foramu fordi forhold forma formacin
    formas forme formo forse forslag fost foto fotos fra fram framleis francio franse freisin frekar
    frem ftbol fuair fue fuerza fuit fumana fumane fumaneha fumanwa funda fundit futhi futuro fwy
    fwyaf fylgir fylke fynd fyrir fyrr fyrst fyrsta fyrste gaadho gaan gaar gaat gabeko gach gada
    gadael gadu gae gaeilge gagnvart gago gagwe gainera gair galair galar galay gali galima galime
    galite gallu gaman gambar gamla gamle gammel gan ganacsi ganddi ganddo gange ganhar ganitong
    ganske gantsi ganz ganze gara garai gare gaur gav gavt gba gbajumo gbogbo gceist gcoinne gcontae
    gcuid gdje gdy gdzie gebied gebouw gebouwd gebruik gebruikt gede geen gefa gege gegen gegn gehad
    geheel gehen gehiago gehoor geht geldig gelen gelin gellir geloof geluk gemaak gemaakt gemacht
    gemeente genade genel generale generoko gennaio gennem genoemd genom gente genyn gera gerai
    geral gerddi gerek gerekli gerne gero gerra gert ges gesien gesin gestion geta getur geval
    gevoel geweest geworden gezi ggwanga ggwe ghaeilge ghi gia gian giao gibi gibt gik gikk gilydd
    ginawa ging gioco giornata giorni giorno giovani gir giro gisa giugno gjekk gjelder gjendet
    gjennom gjerne gjitha glagah glauben glavni glazbe glede gli glo gobierno gobolka gode godimo
    godina godine godini godinu godt goed goede goeie gogledd golo gomes gomina gompieno gongwe
    goroga gott governo gracias grada gran granda grandaj grande grandes grazie gre grein greitai
    gresk greu groep groot grootste grote grotere groupe grunn grup grupo grupos grups grupy gudaha
    gumi gunakan guno gunung gur gurb gurbh gute guud guztiak gw gwa gwaith gwe gweld gwneud gy gya
    gyabwe gyd gyda gye gyfer gyfnod gyfres gymaint gymraeg gymru gynnwys gyntaf gyvenimo haana haar
    haasi hab habang habari habe haben habent habet habuit hace hacer hacia hadal hadana haddaba
    hadde hadden haddii hade hadhi hadi hae haeba haec haere haerenga haesale hafa hafi haghaidh
    haholo hai hain hainbat haka haki hakuna hala halaga halaman halban halda hali haline halka
    halkaas hambana hambi hameno hampir hanc handia handiena handina hanem hanes hanga hangaia
    hangata hanggang hangin hann hanno hansi hantle hanya hanyalah hao hapa hapana hape hapon hapori
    har hara haraka haren harga hargeysa hari hartan hartu hartzen harus hasa hasi hasil hasta hata
    hatari hati hatt hatte hatua hau haud hauek hauen haufi hauora hauran hava havas havde havia
    havis hayo hayop hcm hea hebben hecho heddiw heddlu heeft hef hefur hefyd hei heile heilt
    heiminum heke hela heldur hele helo helt hemat henhla hennar henni hensyn heoi herangi herenga
    herri hesab het hetelela hetiseka hetkel heures heute hiahia hic hidup hield hier hierdie hii
    hij hijo hikuva hil hili hiljada hiljade hilo hina hingga hinggil hinkwaro hinkwato hinkwavo
    hinkwawo hinkwayo hins hiri hiru histoire histori historia historik hiszen hivi hivyo hiyo hizi
    hizmet hjelp hjem hlahisa hlalosa hlangana hlavne hlaya hlayisa hlobo hloka hloko hluti hlutverk
    hoa hoani hobane hodie hodima hodimo hodisa hogy hogyan hoher hoje hoki hola holde holl holobye
    hom hombre hombres homem homens homines homo homoj hona honek honen honetan hongu honum hoogste
    hoos hoose hopola hor hora horas hore horeeyay hori horiek horien horren hosi hou hoxa hoy
    hrvatska hrvatske hua huarahi huenda hugis huis huitwa huius hukbong huko hul huling hulle huma
    humelela humesiwa humo hunain hunc hundre hundza hundzeke hunga huo hur huri huringa hurtigt
    hutokea hutumika huu huvo huwa huy hva hvad hvar hver hverju hvernig hvers hversu hvert hvilke
    hvilket hvis hvor hvordan hvort hwn hwnnw hy hyd hyland hyn hynny hyvin iad iaith iako iam iar
    iawn iba ibang ibe ibi ibujoko icandelo ich ichi ici idadi idatzi iddi iddo iddynt idei idi idir
    idzi ieri iets ietvaros ifade iga igal igama igba igbakeji igen igennem igjen igosa igra ih ihm
    ihmisen ihmiset ihn ihnen iho ihr ihre ihren ihrer iimeko iimviwo iindleko iingxelo iintsuku
    ijoba ika ikatisa ikhonomi iki ikinci ikka ikke ikkje iko ilaa ilalim ilang ile ileng ilgili
    ilha ilhas ili ilia ilikuwa ilin illetve ilma ilmselt ilmu ilmunya ils ilu ilyen ima imajo imala
    imali imamo imani imao imba imbali ime imediat imeli imenom imibuzo imihla iminyaka immer
    impegno impilo imprese imwe inaad inahusu inaweza inay inceput incolae incontro indaba indah
    indawo inden indenfor indien indlela industri ine infantil infatti ingaba ingabe ingawa ingen
    inggris ingin ingiriis ingles ingoa inguru inguruan ingxaki ingxelo ini inilabas inima inimene
    inimesed inimest injongo inkastoo inkqubo inkxaso innan inne innen inniu innych inoltre inom
    inqununu insa insan insieme institut insulo inta intaas inte intr intrare inuu invece inwoners
    iom ipak ipar iphupha ipinle ipotsa ipse iqela iqembu iqtisadi irhafu iri irirangi iro iru isa
    isaga isagoo isang ise isebe isegi ishe ishin ishte isi isicelo isigqibo isikhulu isikolo isimo
    isinulat iska isku isla isso ist isteach istehsal isto isu ita italia italiani italiano itan
    itaque iterum ithi ithuba iti itibaren itinatag itong itoobiya itse itseng itt itu itulah itupun
    itxura itzuli iu iunie iuris iuxta ivana ivo iwced iwe iwi iwm ixesha iya iyada iyadoo iye iyi
    iyo iyon iyong iyul iz izan izango izaten izdelki izen izena izeneko izikolo izingane izinsuku
    izinto izolo izvi izvo izvozvi izwe ja jaaka jaamac jaana jaanong jaar jabuuti jadi jafn jaha
    jahr jahre jahren jais jak jakie jako jalan jalo jambo jamhuri jamii janar jang jangan januar
    januari jaoks japanio jara jarcento jaren jaro jaroj jaso jatuh jau jauh jaunas jaunimo jauno
    jawa jaz jde jedan jede jeden jeder jedna jednak jednej jedno jedoch jeeda jeg jego jeho jei
    jeigu jej jejich jelani jelen jembatan jen jenis jepet jer jerman jes jeshi jesu jeszcze jetzt
    jezik jie jiems jih jika jikelele jimbo jina jira jiraan jiray jireen jirey jiro jirtay jirto
    jis jobb jobban jogador jogo joita joka jolla jolloin jonka jorda jordi jos josep jossa jota
    jotka jou jour jovens jsem jsme jsou ju jua juba juga jugut juhul juin julho julle jumla jumlah
    jums junho juni junto juos jusqu justru juu juurde jvenes jwa jwale jwalo jwang jy kaa kaasa
    kaasi kabaka kabilang kabinete kabisa kabla kad kada kadar kadhaa kadib kadir kae kaga kaha
    kaharian kahle kaiako kaihaka kaihoe kaikki kaikkien kainga kaip kaitiaki kaizer kaj kajeno
    kakhulu kaki kako kaks kakuhle kala kalaay kalau kalba kalena kalian kaliya kalla kaluar kam
    kambani kambe kambela kami kamid kamili kampuni kamupene kan kana kancane kang kanila kanilang
    kanisa kaniyang kanjalo kanjani kann kannalta kanohi kanske kanssa kanti kantoni kanun kanuni
    kanya kanyang kanye kao kaofela kapa kapag kapal kapatid kapele kar karakter karanga karapu
    karar karauna kare karena karhi karibu karibuni karne karolo kartais kartes kartu karya kas
    kasama kaset kasi kasih kasnije kasta kasutada kata katale katao katawan kateri katerih kati
    katika katoa katru katsa katulad kau kaua kaupapa kaut kautta kawaida kawannya kawe kaya kaysa
    kazi kcca kde kdo ke keadaan keby kecil kedua keduanya keegi keenay keer kegiatan kei keine keji
    kekuatan kelkaj kell kelle kellett kelompok keluarga kembali kemika kemudian kemur kena kendi
    kepada kepha ker kerajaan kerana kereke keren kerja kerk kes ketika ketua keuangan kez kgakala
    kgale kgang kgaolo kgaolong kgato kgolo kgomo kgona kgone kgosi kgotsa kgotso kgwebo kgwebong
    kgwedi kgwele khai khale khama khansele khen khensa khi khoa khoma khona khu khung khusus kiai
    kiam kiasi kibantu kibiina kie kiedy kiek kies kii kiiresti kijijini kikubwa kikuu kila kilala
    kilalang kile kilka kimi kimiko kimu kinders kinh kiniger kinni kino kintu kinyume kio kion
    kipimo kipindi kiriata kiro kirungi kiseera kishin kishte kita kitaabwe kitap kitea kitundu
    kituo kiu kiuj kiujn kiun kiwango kjem kjend kjent kjer kjo kk kkampuni kkooti kl klart klasse
    kleine kleinen klicka klientov knjiga koadroko kod kodwa koe kogu kohaselt kohta koia koianake
    koinei koja koje kojeg kojem koji kojih kojima kojoj koju kokku koko kokonaan kokuba kokuthi
    kolejny kolo koloni kom koma komba kombela kombisa komen komentar komitato komiti komma komme
    kommen kommer kommet kommt kommun kommune kommunen komt komuna kon kona konar konata konden
    konec konei kongen koniec konke konkrete konkursa konnte kontrol konu konuda konusu koo kooban
    koos kopa kopano kopanya kopile kopo korda kore korero koriste koristi koroua korral korrik kort
    koska koskien kot kota kotahi koteka kotile kotlo koutou kraju krav kredi kreeg kreste krijgen
    kring kristo kroz kry kterou ktp ku kua kualitas kuanzia kuba kubanga kubantu kube kubekho kubo
    kubva kubvira kubwa kuda kudai kudare kude kuenda kufanele kufanya kufuneka kugara kuhusu
    kuhwina kui kuid kuidas kuigi kuin kuita kukho kukhona kukola kukuba kukunda kula kulang kulay
    kule kuleli kuliko kulo kultura kum kuma kumaliza kumba kumbe kumeka kumekaka kumele kumpulan
    kumusha kun kuna kunagi kunden kundi kune kung kunge kungu kunna kunne kunnen kuno kunye kunze
    kuona kupa kupata kupe kuphela kupinda kupitia kupu kuqala kur kura kuramba kuras kuratahi kuri
    kuriame kurie kuriem kurios kuris kurisa kuriuos kuro kurs kurse kuru kurulu kurum kus kushinda
    kusho kusini kusukela kusvika kutani kutaura kuten kuthi kuti kutoa kutoka kutokana kutolewa
    kutora kutsvaga kutumia kuuluu kuva kuwa kuwaas kuwaasi kuwana kuwento kuwo kuya kuye kuyo
    kuziva kuzo kvar kwa kwabo kwakaita kwake kwakhe kwakhona kwakunye kwalomu kwam kwamba kwami
    kwanza kwathi kwavo kwaye kwazo kwazulu kwazvo kwe kweli kwenye kwenyika kwete kwezi kwi
    kwindawo kwiqela kwizinto kya kyabwe kyalo kye kyk kyokka kyrkja laakiin laarin laaste laat
    laatste laba labaad labada labai labas labi labo lacag lado laga lagbaye lagi lagt lagu laha
    lahaa lahat lahko lai laika laiko laiks laiku lainnya lakhe lakin lakini lalaki lalu lamang
    landet lando landoj landsins landzela langsung langt languta laola laolwa lapas lapeng lapha
    lapho laporan larangan larin lasta lata latela latelang laten lati latine latowo latvijas laut
    lavaka lave lavet lavoro lawa lawan lawannya lawer layo leabhar leba lebaka lebega leben lebih
    lebo leboya lebyi leedahay leef leerders leero leeto leeyahay lefa lefapha lefatshe lefoko lefu
    legea legenda legge legger leh leha lehen lehet lehodimo lehuma leida leina leita leith leka
    lekala lekarzy lekeno lekgetho lekgotla lekker leli leloko lembe lemfundo lemoga lemogile
    lenaneo leng lenge lengkap lengwe lenne lentswe leol leor lephata lepo lerato leri leruo lesedi
    leshwa lesi lesome leswaku leswi lesz letamong letho lethu leti letlalo leto letona letos
    letsatsi letshwao letzten leur leurs leven lewe lexi leyi leyin leyo lezi lhe lia liaj libertas
    libri liburu licht lidt liecina liefde liegen liegt lieliski liels lietas lietuvos lig liga lige
    ligg ligger lihtsalt liittyy likevel limang lingua linguae lingvo lingvoj lingvon linh linn lino
    linyang lipnja lirik lisaks lisans lisebe liste liten litt litteris liv livello liya ljudi
    ljudje lladin llawer llawr lle llegar llei llevar llibre lliw lloc lloegr llyfr locis loe
    logiciel logro loi lokela lokelang lokho lokhu loko loku lokuba lokuqala lokuya lolawulo lolu
    lona longe loo loob looga loogu lor lorato loro lors lortu lowo lowu loyi luar lub lubuto lucht
    lucru lugar lugha lui lumabas lume lumina lunaku lungsod luno lupa lupain lurralde lusit lusor
    luvun lv lw lwa lwakhe lwaki lwapeng lwe ly lya lze maa maaari maaaring maak maakt maalin
    maalinta maama maamul maana maand maanta maar maaring maaso mabapi mabasa mabedi mabindzu macaan
    macdanta machen machi madaxda madde madh madhe madi maduo maemo maemong maeneo maent mafoko
    mafuta mag maga magaalo magaca maging magis magmula magna magnam magonjwa magubane magyarok maha
    mahe mahi mahungu maidir maig maikutlo maio maior maisha maison maisto maiteko maith maja majd
    maji maka makala makaurau maken makgolo makindye makliker makore makubwa makumi mal malakas
    malam malapa malatsi malembe malik malo malunga mamela mampu mamwe mamy manana mananeo manden
    manera mang mangata mangu mangwe manier manje manos mantswe manu manusia maoto mapodisi maponesa
    marae marama marami maraming marapo mararo marekani marino marito marka markaana markaas markay
    markey markii markkaa markus markuu marun marzo masa masaka mashoko masih masiku masing masjid
    masome masomero masse mataas mataifa mataram matatini mateix mathata mati matibabu matiko
    matimba matimu matla matlhano matlho matlo matokeo matou matsalwa matsatsi matshwao matua
    matumizi mau maupun maviri maxamed maxamuud mayelana maynila mayroon mayroong mazita mazuva
    mbahen mbaile mbajti mbali mbeadh mberi mbhasiso mbi mbili mbliain mbuyelo mea measc meclis medi
    mediana medupi medzi meel meelo meer meeste meeya mefuta meget megis mehmet mehr mei meie meil
    meira mejor mejores mekaar mekgwa meksiko mekunge melalui melawan melayu melhor melihat mellan
    mellem mellett mellom meloncat melyet mem mema memakai memang membres membuat membuka memilih
    memiliki menarik mencoba menej mengine mening menjadi menn menneske meno menoreh menos mens
    menschen mense mensen mentre menulis menurut mer mera meraro merasa merch mereka mererong merr
    mert mesin meskipun mesmo messa mest mesta meste mesto mesure metais metroko metsi metso mette
    metu metus meu mevcut mewn mezi mfalme mfanelo mfano mfumo mga mhaith mhaka mhosva mhuintir
    mhuri miaka miasta miasto miatt mici mida midab midagi midis midoobay midziyo miejscu mientras
    mieste mihi miklu miksi mila milawu milijuna milioane milioni milito mille milli millones millor
    milyan milyen milyong mim mimea mimfumo mina minden mindent minder mindig mindre minggu mingi
    mingit minh minha minic minisita ministra ministro minkarhi minna minste mintirho minu minuta
    minuten minutos miran mirimu miriona mis misava mise mismo mitambo miten mitirho mitte mityana
    miyembro mjaft mjesto mji mjini mk mkuu mlynedd mma mmala mme mmegi mmele mmino mmoho mmoja
    mmotoka mmuso mnamo mnenje mnogo mntu moana mobu mobung modelo moderne modimo modo moedi moest
    moeten mofuta mogare mogelijk mogu moholo moins mois moja mokete mokgatlo mokgwa mokopuna molao
    molemo moletlo molto mombe momento momo monate monde mondiale mondja mondo mong mongobo mongwe
    monna moocs mor mora morafe morago morao morda morena mortis morto moruo mosadi mot motheo motho
    mothusa motjha motle motlhala motlhofo motse motseng motu moya moyenne mpaka mpya msica msingi
    mto mtu mua mubiri muchas mucho muda mudah mudzimai muerte muganga mugore muhimu muidu muintir
    muita muito mujer mujeri mujibu mukaan mukadzi mukana mukati mukomana mukombe mukuru mukwano
    mula mulago mulai mulheres mulig mulighed muligt mulimu muling mulle multaj multajn multe multis
    mumba mums mumwe mun mund mundial mundo munduko munghana mungkin mungu munhu munne muno munyika
    muqdisho muri murume mus musasi museveni mushure musi musik musika musikana musikk musim musiqi
    mutambo mutta mutu muy muziki muzikos mvura mwa mwaka mwana mwanzo mwari mwendo mwezi mwili
    mwisho mwyaf mwyn mxico myaka mycket myezi mykje myndi naa naam naar naast naawe nababa nabanye
    nabo nach nacht nacional nad nada nadat naddala nadharia nafasi nafni nagbigay nagdulot naging
    nagmula nagu nagusi nagusia nagyon naha naheng nahi nahiz naijiria naime naj najbolj najmanji
    najprej nakambe nakilala nako nakon nakong nalaze nalazi nale naledi nalo nama naman namanya
    namatay namba namene nami namn namnet namun nanaiore nang nangona nani naozaj napok naprej
    naprosto naroda nas nase nasional naswona natuke natur naudas naudu navo nawet nawu naye nayo
    naziri naziv naziva nazo nazvo nchi nchini nda ndaj ndani ndaoine ndawo ndawonye nde ndeshje
    ndhawu ndiaidh ndine ndinoda ndio ndipo ndiri ndivo ndiwo ndiye ndiyo ndizvo ndlela ndodhen
    ndogo ndryshme ndza ndzawulo ndzhaka ndzhawu ndzi neben nebi nebija nebo nedaudz neden nedenle
    neela negara negeri negli nego neh nehmen nei neid neist nej nejen nekaj neke neki nekim
    nekoliko nekuda nekudaro nekuti nel nella nelle nello nem nema nemari nemen nemlig nemning nemt
    nemumwe nemurume nemwana nemzeti nende neng nenguva neni neniam neniu nenyaya nes nessa nesta
    neste neteja netgi netko netop netsika neu neue neuen nevamwe nevana nevanhu nevar nevienam
    newid newydd nezvimwe nga ngabantu ngakho ngale ngalo ngamnye nganye ngaphezu ngaro ngata ngawo
    ngay ngayo ngcaciso nge ngeke ngemuva ngenxa ngeri ngethuba nghe nghymru ngisho ngo ngoba ngoko
    ngoku ngokuba ngokuthi ngolu ngomhla ngonyaka ngopfu ngoveni ngumntu ngunit nguva nguvu ngwaga
    ngwana ngwao nhanh nhasi nhau nhlayo nhluvuko nhu nhw nia nian nibe nic nich nicht nichts nici
    nid nie niet nieuwe nifer nigba nigbati nii niiden niin nije niks nila nilai nilang nim nin
    nincs ning ninh ninkii ninu nipa nisem niso nisu nito nitong nitori niveau nivel niya niyang
    njalo njani nje njegov njegova njegovi njegovo njegovom njemu njengoba njia njihova njihove
    njima njohur njohura nka nkarhi nkoka nkonzo nkosi nkqubo nna nne nnete nngwe nnile nnyanja nnyo
    noa noastra noastre noch nodig noen nog nogen noget nogle nohanga noho noi noin noite nok noko
    nokre nokuba nokuthi nokuti nom noma nombre nomen nomina nomine nomo nomoj noocyada nooit nool
    noong noqday noqotay noreg norge norges normalt nors norsk norske norte nosotros nossa nosso
    nossos nostra nostre nostro nostru noteikti noticias notiek notika notiks notre notte nou novan
    nove novembre novi novih novo novou nowego nowej nowy nrm nsimbi nsonga ntate ntho nti ntirho
    ntiyiso ntlangu ntle ntlha ntlhanu ntlo nto ntse ntsena ntseng ntsengo ntsha ntswa ntwanano nua
    nuair nuestra nuestro nuestros nueva nuevo nui nuinga nuk nulla numa numai numero nummer nummers
    numri nunc nunca nuntempe nuo nuova nuove nuovi nuovo nur nutzen nuwe nxaxheba nyalo nyama nyana
    nyane nyaya nye nyeletso nyika nyikela nyimbo nyingi nyingine nyore nyt nytt nytta nze oameni
    oba obair obaluaye obinrin obiska obispo obitelji objectiu objetivo obra obudde obufumbo
    obukadde obulamu obulungi obutonde obuwumbi obuzibu och octobre odlule odnosno odnosu odun oed
    oedd oes oferi oferite ofertas offre ofisi ofrecer ofte og oggi ogni ogun oherwydd ohne ohun
    oibre oiread ojo ojoibi okanye okazis okkar okkur oko okrem oktobha oktobro oku okuba okubawa
    okubeera okufa okufuna okuhle okukola okukuba okukuuma okulaba okuli okulya okumele okuva
    okuzaala ol olacak olan olar olarak olaraq oldu ole oleh oleks olema oleme olemme olevan olika
    olim olina olisi olivat olla ollut olmak olmayan olnud ologun olori oloselu oltre olub olukiiko
    olukowe olumu olunan olundu olunur olup olur oluusi olw olwa olwo olyan om oma omdat omgeving
    omi ominira omkhulu omkring omlag omnes omo omu omubaka omubiri omuhle omukazi omukwano omuli
    omulimu omuntu omusajja omwaka omwana ona ond onde onder ondoren ondorioz ongi oni onke onlar
    ont onthou ontspan ontvang onu onun oo ook oor oorlog operam opinnot opnieuw opo opp opsigte
    orang oranga oraz ordine ordre ori orice orihinal orile orileede orta orthu oruko osa osatzen
    ose osere osim oso osobola oss ost osta ostale osu otro otroci otros otsida ott ottaa ottobre
    ouers ouest outils outras outros ovaj ovat ove ovo ovog ovoga ovom owa oy oziroma paaralan
    pabaigos pabrik pachena pada pae paerangi paese pag pagal paggamit paggamot pagiging pagina
    pagitan pai paicv paipa pajang pak pakati pakeke pakeng pakihi palabas palco paldies paljon
    palju palo pamagat pamba pamberi pamoja pamumuno pamusoro pamwe pana panahon panahong pangalan
    pangeran pangkat panjang panna pano pansin panyaya papel paraan parakore parece parehong parempi
    parihaka parolis parque partai parte partea partes partido partie partiet partii partit partito
    parto pasa pasado pasar pases pasi pasina pasir passa passada passado passar passo pastaj pasti
    pasukan pasur pataki patria patro patru patsi patungo pau pblico peab peavad peb pedi pedig
    pedwar pego peixe pekee pekerja pel pela pelikula pelo pelos pels pelu pemimpin pendapa pengawal
    penting pentru penyakit perang percorso perfil perioada perioden perlu permet pernah pero
    persoane persone personer persones persoon persze pertama perthyn pertsona pesawat pesquisa
    pessoa pessoal pessoas peste petipeti peu peut peuvent pfambi pfhumba pfula pfuma pfumala
    pfumela pfuna pfungwa phakathi phambi phambili phansi phantsi phela phezu phezulu phim pholisi
    phondo phong pia pierwszy pigem pihak piki pili pilipino pinili pire pirms pisac pista pistas
    pitanja pjesma pla plaas plaats plaatsen placeret plads plata platz plej plek pli poate pob
    pobal pobl poble poco podaci podataka pode podem poden poder podeu podle pois pojazdy pokud
    poleg poliisi politica politike polizia polja polnud polsce polski pomaly pomeni ponad ponsel
    pontos ponuka poolt popola popolo popu popullsi porou porqu porque porto posar posebno posible
    positie positivo possunt postaje poste postea posto postoji postquam potem potest potom potrebno
    pouaka pouco pounamu pourquoi pourrait pouze povas povis povo povos pozitive poznat poznata pra
    praat prace pracy praeses prajurit pranses prav prawie precej precipe precum pred predaj predlog
    predvsem prej preko prema premiera prendre presente presso pret preto preus prezenta pri priamo
    prie prif prije prilikom prill prima primeira primeiro primera primero primeru primo primul
    primum prin printr priododd probeer problemi problemy proceso processo proche producto produits
    produk produs produse progetti progetto programa programu projecte projecto projekt projekta
    projekto projektu projeto projets prope propria propter proses prosim prosinca prostor proti
    protini protiv proto prova prozent prva prvi przed przez przy pse pubblica pubblico publica
    publiek puede pueden puedes puesto pugui pukapuka pula pulau pumasok punct punong punti punto
    pusat pusetso puso puta putea putem puteti putih pwani qaaday qaar qaarkood qaatay qabiil
    qabiilka qala qalabka qaramada qaranka qayb qe qela qershor qeyd qof qofka qoraxdu qu quae qual
    qualche qualcuno quale qualitat qualquer quam quan quand quando quanto quase quatro quattro
    quattuor queda quella quelli quello quelques quer questa queste questi questo qui quia quibus
    quien quindi quod quoi quoque quy qytete qyteti qytetin qytetit raak rabe raccolta raden radharc
    radi ragazzi raha rai raibh rajono rajta rakyat rammer rangahau rangi rangona rangu ranije
    rapera rapide rara raro raske rasmi rasti rasuulka rata ratonga rau raum ravenna ravno ravo rawa
    raya razie razvoj rbt rectores recursos redes reducir redzidzo reer regio regis reglur regresso
    regtig reharare rehiyon reikia reira reizi rekna rendzo reng reo reparto repede rere rerum
    respeto resta rester resto restr rete rett revenis revije revisin revista revolusi rezultat
    rhagfyr rhaglen rhai rhan rhandza rhif rhula rhumela rhwng rhyfel rialtais rialtas riccione
    richting riforma rigtig rihanyo rijeka rima rimini rimwe rin rine ringa ringana rinne rinneadh
    rino riri ririmi riro rischio risiko rispetto risposte rith rito rixaka rmdsz roa roce roedd
    rohe rohkem roimh roimhe roinnt rok rokoch rokov rol romagna romake romani rona rond rongo roto
    rotorua rozmowy rozsahu rp rraagwe rre rreth rritur rtv rua ruang rud rudo rugadh rujna rumah
    rund rundt runga ruolo rusiya russland ruta ry saa saabsan saada saadaan saaks saam saan saanud
    saat saavat sababu sabato sabay sabihin sada sadece sadex saeculi saeculo saepe saesneg safle
    sagen sagt sai saibhir saj saja saken saker sakhe sakit sala salah saldhig saling salir salita
    salitang salto salungat saman sambung sameeyo samega samen sami samma samme sammen samo samoin
    sampai samt samtidig samuti sanadka sanadkii sancti sangat sanhi sankta sano sant sao saol
    sapato sapo saranno sare sarebbe sarrera sartu sasa sastoji sati satt satu sau savas saviem savo
    savu sawl saya sayense sbaen scarica schnell schon sciopero scorso scurt scw sebagai sebaka sebe
    sebedisa sebelum sebetsa sebi seboka sebopeho sebuah secara seconda secondo secundum seda sedaj
    sedang sedayu sedikit seega seemo sef sefydlu seg segera segir segn segons segunda sehemu sehen
    sehingga sehlopha sehr sei sein seinare seiner seisnig seit seite seizoen seja sejarah seka
    sekai sekali sekar sekarang sekaseka seketela sekitar sekole sekoleng sekoloto selain selama
    selatan selelo selemo selemong selepas selfs selle sellega selleks sellest selline selo selon
    seluruh selv selve selvom semana seme semmi sempre semua sena senare sendiri sendo sene senedd
    seng sengathi sengwe senhor sensa senso sentas sentido sentle senza senzira seorang seotud sepe
    seperti sepheo sepodisi sepse septemba seputar serait seran serangan serata serie serija
    serikali sern seront serta servei serveis servicii servicio servizi servizio serye ses sest
    sesuai setelah setiap setja setjhaba setse setshaba setswana sett sette settore setzen seu seule
    seus seva seveda seves sevi sezone sezvo shacabka shampla shaqada sharples sheekh shiinaha
    shirika shkak shpesh shqipe shquar shtet shtetit shughuli shule sia siad siaj siajn siamo siapa
    siar siasa sibi sicer sich sida sidaas sidan siden sidii sido sidoo sidst sidste sie siebie
    sieht siempre sien siendo sier sig sige siger sii siihen siin siis siiski sikap siku sila silang
    simbahan simekiwa simolola simula sina sind sinds singur sinh sini sining sinn sinna sinni sinu
    sipas sipiika siriimu sisi sisse siste sistema sistemul siten sitio sitt situs sive siya siyaad
    siyang sk ska skabe skaitu skal skall skapa skatinti skolen skoraj skrifa skrive skryf skulle
    skupaj skupiny slechts slegs slik slike slo sluit slutt slutten smatra sme smo smsan sna snart
    snel sobie sobre socda sociale sociales soek sogar soient soit sok sokeeye sokkal sokuba sokuthi
    soldatoj soldeu solem soll sollte solum som sommaren sommer sommes somos soms sonder sondern
    sone sonntag sono sonra sont soo soomaali soort soos soovi sortu sosiaali sosyal sou sous
    souvent sovet sowie sozialen speel speelde spela spesa spesielt spet spidsen spielen spishi
    spleta sploh spolu sprawie sprawy spre spune sredstva ssaawa ssente ssentebe sso sta staan
    staden stadig stagione starp starta stata stati stato stb ste sted stefano steht stel sterk stod
    stor stora stori storitev stort strada strane strani strany studier stukken su sua suae suam
    suara suas suatu subalit subito successo sudah suhteen suhtes suid suka sukcesis sukela sukurtas
    sul sulit sulke sulle sumber sungai sungula sunt suntem suo suoi suomen suomessa supa supile
    supone suport supozas sur sus sustav suur suurem sv sve svenska sverige svete svetu svi svibnja
    svih svijet svijetu svim svo svoj svoje svojega svojej svojim svojo svoju svom svona svondo swa
    swakudya swandaru sweswi swi swiboho swilo swin swinene swiyenge swiyimo swo swona sy sydd synes
    szent szerint szinte taariikh taas taasi taasoo taba tabi tabia tada tae taea taga tagad tagasi
    tager taget taha tahay tahi tahu tahun tai taiao taifa taip tair taj tak taka takatifu taketake
    takich takie takisi tako takrat takriban takto taku takutai tal tala taldea talei talet talfyrir
    tallinna talo tama tamariki tambin tamen tampak tana tanah tangan tangata tanggal tanging tangu
    tani tanihi taniwha tano tanpa tant tanti tanto taobh taon taong taonga tapi tapti taputapu
    tapuwae tarda tarehe tarihi tarixi tartott tartu tas tata tatana tatlong tato tatt tatu taua
    tauhan tauira taumata tautoko tautona tave tay teanga tebalina tebyg teda tedy teema tefo tega
    tegemist tegen tego teha tehtud teie teise teiste tej tejto tek teka tekau teke teknik tekur
    telah tele telele teljesen telt tem tema temas temat temel temo temos tempat tempore tempus temu
    tena tenaga tendo tenen teng tengah tengo tenho tenido tenir teniu tentang tento tentu teoria
    teprve ter terakhir terasa teraz terbaik terbaru terbesar tercih terdapat terenie terhadap
    terjadi terlalu terletak termine ternyata terreni tersebut terug terus terutama terve terwijl
    terwyl teslim testa tetap tetapi teus tewali tham thao thaobh tharo thart thata thay theas theo
    thepa thi thiar thibela thina thoradh thoriwa thosaigh thu thugtar thuo thusa thuso thuto tiaj
    tiaki tial tiam tiba tibuku tid tidak tiek tiel tiem tiempo tiene tienen tienes tieto tiga tih
    tihakelo tihti tij tijd tijdens tijekom tijela tik tika tikai tikanga tiki tiko tikrai tiks
    tikweni til tillegg tiltak timali timhaka timog timp timpeall timpul tinana tindhawu tindlela
    tinggal tinggi tingkat tinh tinha tino tio tiom tion tipo tipu tipus tirada tirha tirhana
    tirhela tirhisa tiri tirohia tirong tirsan tisti titano titi titolo titshala tiu tiuj tiun tiva
    tiya tiyisela tiyisisa tjedan tjera tjhelete tla tlaa tlakusa tlameha tlasa tlase tlatsa tle
    tlhahiso tlhalosa tlhela tlhele tlhelo tlhoka tlhola tlogela tloha tloswa tlotla tlowa tlung toa
    toate toda todas todos toen toetust tofauti tohi toho tohoto tohto tohu tohua tohunga tohutohu
    toi toimii toisc toisen tok toka tokelo tokom tokorima toks tomar tomto tomu tona tono tonu
    toplam toplum torej torna tornar toru tos tota toujours tous toute toutes tra trabajo trabalho
    tracten traduki trai trang tranh trao trata travnja travs tre treba treball treballs trebuie
    tredje tregon trenutno tres tri tribuna tro trobareu trochu trois trong trung truy trwy trzeba
    trzech trzy tsa tsakela tsalwa tsamaisa tsamaiso tsamaya tsaya tse tseba tsebe tsela tsena
    tsenya tseo tsere tshama tshamaka tshehadi tshwara tshwarwa tsohle tsona tsone tsotlhe tswa
    tswang tswela tswelela ttiimu tu tua tuaithe tuarua tuatahi tubig tubuh tudi tudja tudo tugtar
    tuhi tuku tukua tulad tuleb tulee tuleks tuli tum tumelo tungkol tuo tur turbo turi turismo tus
    tusaale tussen tuta tute tutta tutte tutti tutto tuturor tuy tveimur twe tweede tych tyd tydens
    tyle tylko tym tys tysk tyske tyto uab uaminifu uaua ubah ube ubi uchaguzi uchumi ud udah
    udalerri udara uden udruga udruge ue uea ufaransa ufuna uga uglovnih ugonjwa ugu ugyanis uhlelo
    uhuru uirthi uisce uit ujehova ujesu ujung uke ukhona uko ukol ukoloni uku ukuba ukudla ukufunda
    ukunika ukupno ukuthi ukuthola ukutya ukuya ukuze ukwazi ukweli ukwenza ulaya ulduz ule ulici
    ulike ulikuwa ultimo ulusal ulwazi umbo umdlalo umhla umlando umntu umntwana umnuz umoja umoya
    umri umthetho umum umuntu una unang und unde undir une unei unidos unig unii unkk unksz uno unor
    unos unrhyw uns unsere unserer untara unter untuk unu unua unui unul unwana upande upang upp
    urbis urbo urbs urma urte urtean urteetan urteko ururka usaha usho usiku usono usou usque usuari
    usuario usuarios usuaris utakmice utan utara utawala utcai uten uthando uthe uthi utilitza utlwa
    utshilo utu utvikla uu uuden uudet uus uusi uvijek uwch uwezo uye uyewo uyezve uygulama uygun
    uyo uyu uz uzun vaadata vaak vaaki vaan vachiti vad vagy vahel vahele vahlayi vai vaid vairs
    vaive vaja vajag vakadaro vakati vake valami valde valmis valore valsts valtion vam vamanana
    vamwe vana vanaf vandag vanenge vangu vanhu vanleg vannak vanoda vanoti vanwege vara varam varem
    vari varimi varje varla vart varu varume vas vasina vasta vastaan vastu vatambi vatsonga
    vavanuna vavasati vave vaviri vavo vaxt vazhdoi vazhinji veces ved vedel vedno vedu veel vegar
    vegna veidi veiklos veine veini veit vele velik velike veliki velikih veliko velikog velmi
    vendar vendet vendin vene ventajas ver veral verander verano verba verband verbum verda verdad
    verden verder vere verhalen veri verilir verjetno vers verseker versi verskeie verso verstaan
    vert verwag veure veut veya vez viac viata vicus vid vida vidare videre videtur viele vien viena
    vienas viens vienu vier vietas vietoje vigtigt viia viime vijeka viktig viku vil vilevile vilja
    vilka vilket vill ville vin vinna vir virino vis visar visi visiem visiems visita viskas vismaz
    viss visto visu visus viszont vita vitet viteve viti vitin vitit viungo vivo vizuri vjet vjetra
    vlada vlastne vnesite vo voce voci vodi voel vogla voi voidaan voir voit voivat voix volas volg
    volgende volgens volna voltak vom vona vone vont voor vooral vor vore vores vorige vormen vorto
    vortoj vortojn voru vose vosso vostra votre vous vra vrae vratio vremena vrijeme vrlo vrou vsak
    vse vseh vsem vsi vui vula vulavula vulawuri vumaki vumbirhi vumbiwa vunanga vuoden vuole vuonna
    vuriwa vutomi vuvekisi vya vyake vyksta vysoko waa waabwe waana waar waardoor waarheid waarin
    waarmee waarop waarvan wabula wacho wada wadan wadanada wadanka waday wadde waenga wahine waho
    wai waiata waishio waith waititi waka wakas wakati wakazi wakhe wakhtiga wako waktu walang
    walaupun walba walio waliwo wami wamu wana wangu wani wanita wanneer wansi wao wapatao waqooyi
    waqtiga wareega wareegay waren warna wasemaji wat wathi watoto watu wavo wawata waxa waxaa
    waxaad waxaan waxaana waxana waxay waxayna waxee waxey waxoo waxuu wayn wced wczoraj wedi weet
    weg wegen wehe weiter weithiau weithio wel wela welche wena wengi wengine wenhau wenig weniger
    wenn wenye wenyeji wenyewe wer werd werden wereld werk wethu weyn whai whakaae whakaaro whakaata
    whakanui whakatau whakautu whare whenua whitu whiwhi widura wie wieder wielu wikang wil wilaya
    wilayah wimbo wina wir wird wishlist wixii wlad wneud wo wona wonke woord woorde worden wordt
    wote wrth wulan wurde wurden wuu wuxuu wuxuuna wyborach wynik xa xaaji xan xana xandla xanh
    xarici xarun xarunta xarxa xem xibalo xiboho xiga xihatla xikwembu ximfumo xipano xiphemu
    xitsonga xiviko xixima xiyenge xiyimo xo xona xoolaha ya yaabwe yaal yaala yaalo yaani yabo
    yacho yahay yaitu yake yakhe yakho yalikuwa yalo yangu yanvar yao yapan yapmak yaqaan yaqaano
    yar yaraan yaryar yavo yayasan yaye ychydig ydy yedu yekuti yena yeni yenna yenye yenyewe yer
    yeri yesebe yesu yethu yfir yg yhden yihiin yimid yine yini yiraahdo yiri yisa ykkur yli ym yma
    ymlaen yna yng yno ynys yok yokuthi yona yone yonke yoo yose yote yra ysgol ystod ystyried yurub
    yw zaabwe zabo zagrebu zahtjeva zaidi zajedno zakaj zake zakhe zakon zal zaman zamani zao zaradi
    zati zato zawsze zazpi zbog zcela zdaj zdaniem zde zdrowia ze zeer zegoen zehar zein zeit zela
    zelarik zelf zelfs zelo zenbait zethu zi zich ziehen zien zij zijn ziko zile zilikuwa zina
    zinaweza zino ziren zituen zituzten zitzaion ziya zmago znanosti zo zoals zonder zonke zooni
    zote zou zu zuen zum zunaj zur zuten zuva zuvor zuzen zvakare zvavo zvazvo zvekare zvekuti
    zvikuru zvikwata zvimwe zvinhu zvino zvinoita zviri zvisina zvisinei zvose zwei zwischen
    """

  /// Short words that are frequent elsewhere and spelled like an English one.
  static let foreignShort = """
    ab abe ac ad ada af ag ah aha ail aj ak ale ali alt ama ana ani ann ant apa apo ar ara ate au
    auk av ava ave ay aye az azt ba ban bat ben ber bet bi bk bo bra bur bus bye ca cal cde ce cha
    che chi ci con cu cum da dan dat de del dem den des det di die dig din dis dos du ea ed edo ee
    ef eke el ele eli em emu en eng er ere es esi est eta eu ewe fa fad fe fer fi fie foo fud ga gab
    ge ger gr ha hal ham han hat hay hem hi ho hoc hoe hon hos hui hun ia il ilk im ina ind inn ipo
    ir ito jag jam je ji jo jog jul jun ka kai kay ki kia ko ky la lag lan lao las lat le lei leo
    les lin lix los lt luz ma mae mai maj mar mas med meg mes met mi mia mid mig mil mir mit mo moo
    mos mpd mu mul na nag nam nap nav nay ne ned ng ni noe nos npr nu nun ny nya ob od oli ono ons
    op ora ord ore os ou ova ow owe pa pan par pas pat pe pie pis pl po pod poi por pot pt pun qua
    que quo ra res ri ro sa sad sal san se sed sem sen sep ser sg si sim sob sol sot sr sui ta tad
    tam tao tar tau te ti tin toe tog tot tun twa ty um uma un ur uri ut va van vel vie von wa won
    wu xe ye yi yin yn yo yr za zen
    """
}
