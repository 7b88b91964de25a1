// Made by scripts/generate-language-words.py, which says how; do not edit.

/// Words that tell English from other languages in Latin letters, by frequency.
enum LanguageWords {
  /// Words that are frequent in English alone.
  static let common = """
    ability able about above abrupt abruptly abuse abusive academic accepted accepts accessed
    account accounts accuracy accurate achieve achieved acid acids acquire across acting actions
    actively activism activity acts actually actuary adapt adapted adapting adaptive adding addition
    additive address adds adequate adhere adheres adhering adjacent adjust adjusted adopt adopted
    adopting adoption adorned adults advance adverse advice advises advisor advisors affairs affect
    affected affects afraid again against aged agencies ages agile agility agree agreed ahead aiding
    aim aimed aiming aims alert alerts algebra aliens align aligned aligning aligns alive allies
    allocate allow allowed allowing allows almost alone along alpha alphabet already also altered
    altering although aluminum always amends amidst amino amount amounts analyses analysis analyze
    analyzed analyzes ancestor anchor and anemia anger angles angular animated anion annual answer
    answers antigen anxiety anyone anything aperture apparent appeal appear appears append appetite
    applied applies apply applying approach approx arc arch arcs are argue argues arise armed arms
    army around arrange arranged array arrays arrest arrival arrived arrow artifact artisan artistic
    artists artwork ashes asked asking asks assembly assessed assesses assign assigned assigns
    assisted assume assumed assumes assuming astral atheism atoms attack attacker attacks attempt
    attempts attract audience audio audit author authors automate autonomy average avg avoid
    avoiding avoids await aware away awe ax axial axis azure bacteria balance balanced balances
    balloon balls bananas bandits banking banks barely barriers bars based baseline bash basics
    batch battles beacon bear became because become becomes becoming bed been beers beeswax began
    begins behavior behind being beings beliefs believed beloved below beneath benefit benefits
    betrayal better between beyond bias biased biases binary binomial biology bitcoin bits bizarre
    blank bleeding blending blizzard blocking blocks blogging bodies boiler bold bonding bonds
    booking boost border both bottom bouncer bound boundary bounds bounty bowel boxes braking bran
    branches branding bravery breach breaches bread breadth breaker breaking breaks breast breasts
    breath briefly bringing brings broad broader brother brought brunette brutal brute bubble
    building builds bulb buoyancy burden burning burnout burst bustling busy but butter buttons buy
    buyer buyers buying bytes cable cage cake calcium calculus call called calling calls calm
    calorie calories came cameras campaign can cancer cannot canoe capable capacity captured
    captures cardio cards careful carried carrying cartoon case catalog catcher catching catchy
    cater caught cause caused causes causing caution cautious cavalry cavity ceiling cells cellular
    centered centers ceremony chain chains chairman chance changed changes changing channels chaotic
    chapter chapters charged charm chars chart checked checking checkout checks cheese chest chicken
    children chilling choice choices choose chooses choosing chosen chronic chunk chunks churches
    circle circles circuits citadel citation cite cited cites citing citizens civilian claim claims
    clans clarify clarity clash classify clauses clean clear clearer clearly cleavage clever click
    client climate clinical clock clone closed closely closer closing closure clothes clothing clues
    cluster clusters coaching coastal coconut code codes coding coffee cogs coherent cohesion
    cohesive cold colitis collage collect colleges colon colonial colony colored colorful colors
    column columns combat combine combined combines comedic comfort comma command commands commit
    commonly compare compared compares compete compile compiler complete complex comply compute
    computed computes concepts concerns concise conduct confirm confirms confront confuse confused
    congress connects cons consent consider consists consult consume consumed contain contains
    contents context contexts contour contours controls convert converts convey conveyed conveys
    cooking cooler cooling cope coping copy copying cords corner corners correct cortex cosmic costs
    could councils count counting counts coup couple coupled coupling courses coverage covered
    covering cow cracking crafted crafting crash create creates creating creator credible creed crib
    crime crimson crises criteria critical critics crop cropped crowd crown crucial cube cubic cues
    cuisine cunning curious curse cursor curve curves custom customer customs cutoff cutting cycles
    cycling cylinder cynical daemon damage damaged damages dangers dark darker darkness dates
    daughter dawn dead deadly deal dealing deals dear deaths debt debts debug decades decay deceased
    decibels decided decides decimal decline decode decoder decoding decrease deep deepen deeper
    deeply default defeat defeated defect defects defend defense defined defines defining degraded
    degrees deities deity delay delete delight deliver delivery delve delved delving demand demands
    demeanor demon demons denote dense dental depend depends depict deploy depth depths derive
    derived descent describe designed designs desire desired desires desolate despair despite
    destiny destroy detailed details detect detected detract detracts develop deviates device
    devices devotion diabetic diagonal diagram diagrams dialogue diameter dick did died diet dietary
    differ digest digit dignity digraph dilemmas dimly dinner diode directed directly discount
    discover discuss disease dish dishes disks disorder display disrupt distant distinct distress
    dive divide divided dividend dividing divinity doctrine does doing domain domains domestic
    dominant dose dots dotted doubt doubtful dragon dramatic drawing drawn dread dream dreams dress
    dressed drinks driver driving drone drones drugs dry duet dumbbell duration during dutiable
    duties duty dynasty dz each eager ear earlier earliest earn earnings earplugs ears ease easier
    easily eastern eat eatery eating echo echoed echoes echoing ecology economy ecstasy edge edges
    edging edit editing educate eerie effects efficacy eggs eight either elder election elevated
    elite else emails embark embarked embedded emblem embrace emerged emerges emerging emojis
    emotion emotions empathy emphasis employ employed employee employs enabled enables enabling
    enclosed encode encoded encoder endeavor ended ending endless ends enduring enemies enemy
    engaged engaging engineer engines enhance enhanced enhances enjoy enjoying enough enquiry enrich
    enriched enslaved ensure ensures ensuring entered entering enters entire entirely entities
    entity entries entry episodes equality equally equation equipped equity err error errors
    eruption essence estimate etched eternal ethereal ethical ethics ethnic evaluate even evening
    evenly ever every everyday everyone evidence evident evil evoke evolve evolved evolving exactly
    exam examine examined examines example examples exceed exceeds excel except excess exciting
    exclude execute executed executor exercise exhibit exhibits exist existing exists exit expand
    expanded expands expect expected expense expenses experts explain explains explicit explore
    explored explores exponent expose exposed exposing exposure extend extended extends extent
    external extract extracts fabric faced faces facial facing fact faction factions facts factual
    fail failed failing fails failure failures falcon fallacy falling families famous farming fasted
    faster fate fatigue fats fatty favorite fears feasible feast feats features federal feed
    feedback feeding feel feeling feelings feels fees feldspar fellow female feminist fetch fever
    few fewer fiber fibers field fields fierce fiery fig fighter fighting fights figures files
    filial fill filled filling filtered filters finally find finding findings finds fingers finished
    finite first firstly fiscal fish fits fitting fix fixed flag flask flatten flawed flaws fleeting
    flexible float floating flood floor flow flowers flowing flows fluid flutter focus focused
    focuses focusing folder folders follow followed follower food foods foot forced forces forcing
    forecast foreign forests forever forget formats formed forming forms formulas forth forums
    fought found fourth fraction frames framing fraud frequent fresh friction friend friends from
    fructose fruit fruits fueled fuels fulfill fully function funding funds further gained gaining
    gains gallery gamer gaps garland gates gather gathered gauge gaze gems generate generic genes
    genesis genetic genetics genital genres gentle gently genuine geometry gets getting giant given
    gives globally glow glowing glucose goal goals goblin goddess gods going goods grades gradient
    gradual graduate grains grams granted grants graph graphic graphs grasp gratings gravity greater
    greatest grep grew grid grids grief grilled grocery gross grounded grouping groups grow growing
    grown growth guard guards guess guesses guessing guest guidance guided guides guiding guilt
    guilty gym habits haggard hair half halting handled handles handling hands happen happened
    happens harder hardness harm harmful harmony harsh hash hashtags haunted haunting having hawk
    hawking hawkish hazard hazards headache header headers heading headings headline heads healing
    healthy hear heard hearing heart hearts heavily height heights helped helper helpful helping
    helps herbal herself hey hiding high higher highest highly highs hike him himself hints hiring
    hold holds holes holistic holy homemade honest honor hook hooks horizon hormonal hormone
    hormones horror hosting hosts hours housing how however human humanity humidity humorous hunger
    hunter husband ice icons ideas identify identity ideology ids if illness illusion image imagery
    imaging immense immune impact impacted impacts imperial implicit implied implies imply imposed
    imposing improve improves inches incident include included includes income incoming increase
    indeed indirect industry inertia infer infinite infinity inform informal informed inherent
    initial initiate injuries injury input inputs inquiry insects insert insight insights inspire
    inspired install instance instead intake integer integers intended intense intent interact
    interest internal interval intimacy intimate intrigue invalid invasion invasive inverse investor
    invited invites inviting invoice involve involved involves iron ironic irony isolated isotopic
    issues it iterate iterates its itself jargon jasmine jobs join joined joining joins joint jokes
    journals joy joystick judgment justify keep keeps kept kernel key keys keywords kicker kidney
    killed killer kills kindness kinetic kings knew knight knowing known knows labeled labeling
    labels labor lack lacking lacks laid lancer landing lands language largely larger largest
    lasting lastly lasts late latent latex lattice laughter launch launched laurel laws lay layers
    layout lea lead leader leaders leading leads leaf lean leaned learn learned learners learning
    learns least leave leaves leaving left leg legend lemma lending lengths lesser lessons letter
    letters leukemia levels leverage lib library license life lifetime lift lifting lighting lights
    likely lilac lily limiting linked linking lips lisp list listed listener listing lists lit
    literal literary lived liver lives living load loader loading loads locally locate located
    location locked locks logic logical logistic logs longing looked looking looks lose losing
    losses lotto lotus loved lower lowest lows loyal loyalty luck lumped lunch lung lush luxury
    lyric macros made magical magician maintain majority make maker makes making manage managed
    managers manages managing manifest manner many mapping margin marginal margins marine marines
    maritime markdown marked markers markets marking marriage martial martian mask masonry mass
    massive masters mastery match matches matching maternal matrices matter matters maximize maybe
    maze meal meals mean meaning meanings means meant measure measured measures meets melody melted
    melting member members membrane memories memory mental mention mentions mercury merely merged
    merging mesh message metals meters methanol method methods metric metrics middle might military
    milk mimic miner minerals miners minimal minimize minor minority mirror mirrored mirrors mislead
    missed misses missing mistake mistakes misuse mitigate mixed mixer mixing mixture mobility
    modeling moderate modified modify modular module modules modulo modulus mole momentum monetary
    mongoose month monthly months mood moon morality more moreover morpheme mostly mothers mouth
    move moved movement moves movies moving multiple multiply mural murder murderer muscle muscles
    muscular mutation myself mystery mystical myth named names naming narrator narrow nasal native
    naval navigate near nearby nearest nearly neck needed needing needs neg negation neglect
    neighbor neither nerve nervous nest nested nets networks neural neuron neurons neutral newly
    niche nine ninja nodded node nodes noise noisy none norm norms nose not notable notation nothing
    noting notion novels nth nuanced nuances nuclear null number numbered numeric numerous obj
    objects observed obsolete obtain obtained occupied occur occurred occurs ocean odds odes of
    offered offering offers official offline offs offset often ohm okay older oldest olive omission
    omits ones oneself ongoing only onset onto opening opens operate operated operates opinion
    opinions opponent opposite optic optics optimize optional options or oracle orbits ordered
    orders ordinary organic organize organs oriented origin origins ornate orthodox other others
    outcome outcomes outer outfit outline outlined outlines outpost output outputs overall overcome
    overhead overly override own owned owner oxygen paced pacific pacing packages packed packers
    packet packets padded padding paid pain paint painted pair pairs palette palm palpable pandas
    pandemic panels panic papers paradigm paraffin parallel parent parity parking parse parsed
    parser parsing partial particle parties passage passed passes passing passion passions passive
    pastel pastry paternal path paths pathway patient patients payable payload payment payments
    payoff peaceful peak peel peers penalty peoples perceive perform performs perhaps periods perk
    perks phase phases phone phones phrases phrasing pieces piercing piety ping pinning pins pip
    pipeline pipes pitch pitfalls pivot pivotal pivots pixels placebo placed placing plane planets
    planned planners planning plans plants plastic played players playful plays please pleasure
    plots plotted plotting plugging plugin podcast podcasts poem poetic poetry poignant pointed
    pointer pointers pointing points polished polite polygon pontoon poor portion portrait portrays
    ports pose posed poses posits possess possibly posture poverty power powered powerful powers
    pray precious predict premise premises premium presence presents preserve pressing prevent
    prices prince printed printing priority privacy probe problems proceed proceeds process produced
    produces products profiles profits profound programs progress prologue promise promote promoted
    promotes prompt prompts prone proof properly proposed proposes prostate protect proteins
    protocol prove proven provide provided provider provides proving prowess psycho pull pulse
    pulsing purchase purity purpose purposes purse pursue pushed pushing puzzle quality quantity
    quantum queries query quests queue queuing quick quickly quite quotes rabbit races racial racing
    racism radial radiant radius rain raise raised raises raising ramp random randomly range ranges
    ranging rank ranked rankings ranks rapid rapidly rate rates rather rating ratings ratios ray
    reach reached reaches reaching react readable readers readily readings reads ready realism
    realize realized really realm rear reasoned reasons rebirth recall receive received receives
    recess recipe recipes record recovery redesign reduced reduces reducing referred refers refine
    refined refining reflect reflects reforms refusing refute regarded regional regions regulate
    reject relate related relates relative released releases reliable reliance relies rely relying
    remain remained remains remedies remember reminder remnants remote removal remove removed
    removing renal rendered renowned repair repeat repeated repeats replace replaced reported reps
    request requests require requires research reserves reset resident resist resistor resolve
    resonate resource respects respond response restart restore restored result resulted results
    resume retail retain retains retrieve retry return returned reveal revealed reveals revenge
    revenue reversal reverse reviewed reviews revised rewards rewrite rho rhyme rhythm rhythms rice
    richer riddle riddles right rights rigor rigorous ripple rise risks ritual rituals rival rivalry
    rivals robotics robust roles romantic rooted roots roster rotation rotten rough rounded router
    routes routine routines routing row rows rude ruins rule ruled ruler rulers rules ruling rumors
    rush rushed ruthless sadness safe salad salesman salvage sample sampling sash satisfy sauce
    saved saving savings savior saying says scalar scale scaled scales scaling scanning scenario
    scenes scent schedule scholars schools scope score scores scoring scraping scratch scripts
    scrolls seamless searches seasons seats second secondly secret secrets sections sectors secure
    security seed seeing seek seeking seeks seem seemed seems seen segments seismic select selected
    selector selenium sell selling senate sending sends senses sensing sensors sensory sensual
    sentence sentient sentinel sequence serene serious serpent serum served servers serves sessions
    several severity sewing shadow shadows shall shape shaped shapes shaping share shared shares
    sharing she shear sheet shell shelter shield shift shifting shifts shining ship shock shoelace
    short shortage shorter shortest shot should shoulder showcase showdown showed showing shown
    shows shrouded sibling sickle sides sight sigma sign signals signs silence silent silicon silk
    similar simpler simplify simply simulate since singing sinking sister sisters six size sized
    sizes sizing sketch skiing skill skilled skills skis skyline slave slavery sleek sleep sleeve
    slice slices slide slight slightly slit slits slope slower small smaller smallest smell smile
    smiling smooth smoother smoothly smote snack snap snippet snippets socially societal socket
    sodium solace sold soldiers solely solve solved solver solving some someone somewhat sonic soon
    sorrow sorry sorted sorting sought souls sounding sounds sourced soviet spaces spacing spark
    spatial speak speaker speakers speaking specific specify spectra spectral spectrum speeds
    spelling spells spend spending spent sphere spiking spinal spine spirit spirited spirits spleen
    spline spoke spoofing spots spread sprocket squared squares stable stages stakes stamina stance
    standby standing stands stanzas stark started starting starts startup stat stated stating
    stations stats staying steady steamed stellar step stepped steps sticker stocks stomach stood
    stopped stopping stops storage stored storing straight strain strains strange streak stream
    streamer streams streets stresses strictly strike strikes striking strings strive strong
    strongly struggle stuck students study studying stuff stumbled stunning style styles styling
    subjects submit subplot subspace subtle subtract succeed success such sudden suddenly suggest
    suggests suit suitable suited sulfuric sum summing sunlight sunrise sunset superman supplier
    supplies supply support supposed supreme sure surface surgery surgical surprise surreal surround
    surveys survival survive survived suspects suspense swamp swap swarm sweet swirling switch
    symbolic symbols symphony symptom symptoms syndrome synopsis syntax systemic tables tabs tackle
    tactical tactics tailor tailored tails takes taking talent talking talks tall tang tapestry
    target targeted targets task taste tattoo tattoos taught tax taxes teacher teachers teams
    teamwork tear tell tells tempest template temporal tenant tendency tense tension tensions tent
    tested testing tests textile texts textual texture textures thank that the their them thematic
    themes then theorem theories therapy there thereby thermal these thesis theta they thick thief
    thigh thin thing thinkers thinking thirdly thirst this thorough those though thoughts thousand
    threads threat threats three thriller thrive throne thrones through throw throwing throws
    thunder thus ticket tied tier tight tile time timeless timeline timing tiny tire title titled
    titles today toes tokens tomatoes tomorrow tools tooth topic topics torch torque tosses touches
    tough tourist tourists towards towel towering toxic toys trace tracing track tracking tracks
    trader trading traffic tragedy tragic trail trained traits transfer transit trap trapped trauma
    travel treasury treat treated treating treaty tree trees trial trials triangle tribal trick
    tried tries trigger triggers trinity tropical troubled true truly trusted try tuning turkey
    turmoil turn turned turning turnover turns tutorial tutoring tweet tweets twice twin twist
    twisted twists two typical ultimate unable unbiased unclear uncommon uncover unease unicorn
    unified unit units unknown unlike unlikely unstable until unusual unwind upcoming updated
    updates updating upload uploaded uploads upper ups urgency urgent urine urn usage use used
    useful user username users uses using usually utility utilize utilized utilizes vague valid
    validate validity value values variance variants varied varies variety various varying vectors
    vehicles velocity vendors ventures verb verbatim verified verify verse versus vertex vertical
    vertices vessel vibrant victim victims victory videos view viewer viewers views villain violated
    violates violence violent viral visible visit visited visiting visitors visits visually visuals
    vital vitamins vivid vividly voices void volcanic voltage volumes wait waiting walked walking
    walks walls wants warfare warm warnings warping warrant wash waste watched watching weak
    weakness wealth wealthy wear wearing wears weather weekly weeks weight weighted weights welcome
    welfare well went were whatever wheel wheels when where whereas whether which while whisper
    whispers who whole whose why widely wider widget wife will willing window winning wins wire
    wisdom witch with within without witness woman wonders wooden work worked workers workload
    workouts works worship worst worth would woven wrinkled write writer writes written wrong xor
    yeast yellow yield yields yogurt you younger your yourself zeros zombie zombies
    """

  /// Words that are frequent elsewhere and no English words.
  static let foreign = """
    aad aan aand aantal aare aasta aba abaali abaami abaana ababadde ababaka ababbi ababiri abadde
    abafumbo abafundi abagagga abaganda abajaasi abakazi abako abakola abakozi abakugu abakungu
    abakyala abalala abamu abaningi abaninzi abantu abanye abasajja abasinga abatuuze abawala
    abbiamo abeera aber abo abojuto abule aby acceso aceasta aceea acest acesta aceste acestea ach
    achiti achos achosodd acolo acord acordo actes actores acu adalah adeg adems adta aeg aega aelod
    aeth afaceri afero afka aforika afrika aga agamba agba agbegbe agertu aghaidh agit agli agora
    agung agus ahaa ahaan ahaayeen ahakoa ahau ahayd ahi ahli ahogy ahora ahu aici aidhm aige aikana
    aile ainda ainge ainm ainsi ainult airde aive ajal ajili ajo akadaro akademi akademik akaita
    akakiiko akan akanga akati akaudza ake akhir aki akiaki akik akili akkor akkurat aklat ako akoko
    akoranga aktuale aku akukho akulira alakoso alama alamat alati alatt albumet alde aldrei aldrig
    alebo algo algumas alguna alia aliaj alikuwa alina alla allar allarme alle alleen allem allerede
    alles allir alls allt almal als alte altid altre altres altro alueella alumnes alussa amaanyi
    amabini amach amai amanzi amateeka amathuba amb ambako ambao ambayo amehlo amely amerika ami
    amikor aml amma anak anche ancora anda ander andere anderen anders andet andra ane anenge ang
    anh animalia annan annars annen anni annis anno annos annum ano anoda anonzi anos anoti ansin
    antal antall antara antas antea antswa antswisa anul anumang anyo anys ao aon aos aotearoa
    apakah apalagi apat apenas apha apho apie aplikasi apoi apoio aprilo apud aqu aquest aquesta
    aquestes aquests aqui arabera arall arba arbeid arbeidet arbejde arbete ardal ardhi arfer
    arfordir ari aro arren arsip artean arteko artikkel artista aru arvates asati asemenea asi asili
    asilimia asina asofin asoju asook assim asta astaanta astfel asupra ata atas atau ati atij ato
    atomu atque att atu atunci aua auch auf aujourd aunque aurka aus aussi aust aut autem autre
    autres aux avant avea avec aveva aviat avo avoir avropa avuga avui avut awali awdur awon aya
    ayaa ayay ayon ayuda ayuu azaleran azken azok azonban baabadde baabwe baada baadaye baadhi
    baagala baali baba babadde babae babiri badan badani bado bagaman bagamba bagay bagenda bagi
    bagian bago bagong bahagi bahan bahasa bahay bahkan bahwa bai baie baik baile baina baino
    baintear baita baithuti baka bakanna bakeng balasan balina bamaziko bamu bana banca bangi
    bangunan bangwe banna bano bansa bantsi banyak bao bara barat bardzo barruko baru basa basabye
    bashku basotho batean batek baten batera batez bathi batho batla batsadi batsho batswana batzuk
    baya bayinza baza bazadde baze bazze beaucoup beberapa becas beeraha beevoz begge behar bei
    beide beiden beim belilah belirli bello belum bem benar bentuk benze berada berbagai berbeda
    berdiri bere berhasil berjudul berre berriz bersama bertan berusaha besar bese besigye beslut
    beste betaling bethu betyder bez bezala bezalako bhain bheadh bheith bhfeidhm bhfuil bhliain
    biasa bidiwa bien bigarren biha bij bija bikoteak bil bila bilakatu bilang bildene bildet bilgi
    bilo binadamu binne binnen binu bio bir biri birlikte bis bisa bisha bisnis biti bitte bitundu
    biyaha biyo bizi bizler biztanle blandt blant ble blei blev bli bliain blir blive bliver bly
    bobedi bobl bod bodaboda bodo boek boela bohlale bohle bohlokwa boholo bokgoni bol bolela boleng
    boletse boli bolj bolji bolo bom bombi bomme bona bonde bongata bonke bonna bonnete bontle
    bontsi bophelo bora boraro borre borwa bosiu bosne boste bosupa botle botoka botshelo bowiem
    brez bron bruge bruk brukt bu bua bubi bude budou buena buganda bukan bukedde buli bulshada
    bulunan bulungi buna bunaithe bundan bunu buona buong burada burua busca buvau buvo bw bwa bwe
    bya byalo byd byddai byen byi byl byla byli bylo byly byo byonna bzw caadiga caalamka caan
    cabeza cabo cada cadrul cael cafodd calitate campanha canol cao caput cartref cas casa casi caso
    casos cassa cdls cea ceann ceantar ceea ceir cel cele celo celor centrul ceoil cepat certe certo
    ces cesta cette chake chama chaque chavo chefia chero chete chia chiar chikafu chikamu chikwata
    chimwe chine chinh chinhu chini chippa chiri cho chogaidh chokwadi chomh chuaigh chuid chuir
    chun chuo chur chwarae chwili cijena cik cilat cili cinta citu civile clases cliath cmo colegio
    comme comunque concurso conocer conozcan contra contro copii corff corso crea crisi crusher csak
    cuando cuatro cui cuireadh cuius culus cung cuntada cunto curiye cursos cursuri cymraeg cymreig
    cymru cyn cynnwys cyntaf czy daar daarna daarom daarvan dabar daca dadka dadku daerah daeth
    daftar dag daga dago dagoen dagoena dags daha dahil daigdig daiteke dal dalam dalawang dalis
    dalje dalka dall dalla dalle damit damu danas dandan dangdut danmark dann danna dans dansk
    daoine daonna dapat dapatkan dar darba darbo darbu dari daripada das dass datele dato dau daudz
    daug daugiau daxil ddaeth ddala decir deel deg degli degmada dei deinde deireadh delar delle
    dello dels demande demikian dems dengan denn denna denne depuis der derbyn deres derfor deri
    derimot dersom desde desembre despacho despre dessa desse deste deti detta dette detto deu deulu
    deur deus deux devas deve devido dewa deze dha dhamaan dhan dhashay dhe dheer dhexe dhiaidh
    dhidi dhinaca dhulka dia dias diatla dib dibakeng dicembre dich dicho dienas dienos diese diesen
    dieser dieses difate diinta dijo dikgang dikkat dikole dikoloi dikwels dilluns dilo dimana dinao
    dingwaga dingwe dinheiro dintre dio dipakeng dira diras diren diri dirile diris dirisa diru disa
    disse dit ditaba dithuto ditiro dito ditu dituen dituzte diversaj diwrnod diz dizer djela dk dla
    dne doanh doar dobija dobrze doch doen doivent dok dokonce domenica domhain domhan donc donde
    dood dopo doua dowlada drauge drets drie dros druga druge drugi drugih drugim drugo drwy dua
    duela duen duhet duine dul dula dum dumalana dumarka dumnezeu dunia duniani durch dus dute duten
    duwan duxit dva dveh dvije dwa dwy dyma dyondzo dzake dzimba dzimwe dzonga eafrika ean eang eba
    ebben ebe ebile ebiri eble ebun eby ecaleni echipa echter edasi eddagala ede edecek edhe edilir
    edir edirdi edlule educacin een eerder eerst eerste eest eesti eeuw efter eftir ega eggwanga
    egin egiteko egiten egter egun egy egyetlen egyik ehansi ehara ehk ei eie eigen eile ein eine
    einem einen einer eines einfach einhver einhvern einmal einn einnig eins eit eitt eius ej ek eka
    ekenga ekibiina ekika ekiro ekiseera ekkert ekki eko eks eku ekuseni eky ekzemple elke elle
    eller elles ello elmi els eman ematen emberek embuto emirimu empa empleo emprego empresa
    empresas empreses emuva emva emyaka ena enam endala endale endla endliwa endwadde endzhaku ene
    eneo energia enfant enfants engang engari engeri eni enige eniyan enkele enkola enn ennaku
    ennast ennek ennill eno ens ensino ensonga entra environ enw enye eo eolais epocha equipa
    erabili eragin eraill erant erat erbyn eri errege erreicht ers eru esam esame esan ese eskom
    esot espaa espacio espanya esqu essa esse essent essere esta estados estamos estar estas estat
    estatu este esti estis estiu estn esto estos estudios etahi etdiyi etholiad etiam etikweni etsa
    etswa ett ettaka etter etti etwas euren europei europos eurot euskal evento exeunte extracto ey
    eya eyi eyni eyona ez ezek ezi ezimu ezo ezt fab facta fada fait fakat familia familie fana
    fandt fanele faneleke faoi faoin fapaneng fapt faptul fara farw fastsatt fatshe fatto faut fawr
    fazer fazla fearainn fedisa feela feidhm feira fekk fel fela felly fetang fetileng fewn ffilm
    ffurf fiatal fiecare figuur fihla fihlela fiican fiind fik fika fikelela fikk filamu fillim
    filloi finden finne finnst fino fleire flera flere flwyddyn foarte fod foi fois foje folosit
    fondi foram forhold forma formacin formas forme formo forslag fost foto fotos fra fram framleis
    francio franse freisin frekar fue fuit fumana fumaneha fumanwa fundit futhi futuro fuwa fwyaf
    fylke fyrir fyrsta fyrste gaadho gaan gaar gaat gabeko gach gada gadael gadu gae gago gagwe gair
    gali galima galite gallu gaman gan ganacsi gange ganhar ganze gara garai gaur gavt gba gbogbo
    gceist gcontae gcuid gdje gdy gdzie gebied gebouwd gebruik gebruikt geen gege geglo gegn gehad
    gehoor geht geldig gellir geluk gemaak gemeente genade genel generale generoko gennaio gennem
    genom gera gerai geral gerddi gerekli gero gerra gert gesien gestion geta getur gevoel geworden
    ggwanga ghi gia gian giao gibi gibt ging gioco giorni giovani gisa giugno gjekk gjennom glagah
    glannau glavni glede gli gobolka godimo godina godine godt goed goeie gogledd golaha golo gomina
    gompieno gongwe gott governo grada gran granda grande grandes groep groot grootste grote grunn
    grup grupo gunakan gur gurbh guud guztiak gw gwa gwaith gwe gy gyabwe gyd gyda gye gyfer gymaint
    gymru gyntaf haalde haana haar haasi habang habari habe haben habet hacer haciendo hadde haddii
    hade hadi hadzina hae haeba haere haerenga hafa haholo hai hain hainbat haithint haka hakuna
    hala halaman halda hali halka hambana hampir hanc handia handina hanem hanga hangata hanggang
    hann hanno hansi hantle hanya hao hapa hapana hape hapori har hara haraka harga hari harikoa
    hartan hartu hartzen harus hasa hasta hata hati hatte hau haud hauek haufi hauora hava havas
    havde hayo hcm hea hebben heeft hef hefur hefyd hei heile heiminum heke hela heldur hele helo
    helt henhla heoi herenga herri hershme hesab het hetelela hetiseka heute hiahia hic hield hier
    hierdie hii hij hikuva hil hili hiljada hiljade hina hingga hinggil hinkwaro hinkwato hinkwawo
    hinkwayo hins hiri hiru histoire historia hivi hivyo hiyo hizi hizmet hjelp hlahisa hlalosa
    hlavne hlaya hlobo hloko hluti hoa hoani hobane hodima hodimo hogy hogyan hoje hoki hola holobye
    hom homens homo homoj honek honetan honum hoos hoose hopola hor hore hori horiek horien horren
    hosi hou howisa hoy hrvatske hua huarahi hugis huko huling hulle humelela hundza hunga huo hur
    huri huringa hurtigt hutokea huu huwa hva hvad hvar hver hvernig hvilket hvis hvor hvordan hvort
    hy hyd hyland hyn hynny hyvin iad iaith iam iar iawn iba ibang ibi ibujoko icandelo ich ichi
    idadi idatha idi idir idzi iets ifade iga igama igba igjen ih ihnen iho ihr ihre iimeko iintsuku
    ijala ijoba ika ikhonomi iki ikinci ikka ikke ikkje iko ilaa ilang ile ileng ilgili ilha ili
    ilikuwa ilin illetve ilmu ilmunya ils ilu ilyen ima imali imani imao imba imihla iminyaka immer
    impilo imwe inahusu incolae indawo inden indlela ine infantil infos ingabe ingawa ingen ingin
    ingiriis ingles ingoa inguru ingxelo ini inilabas inimesed inkqubo inkxaso inniu inoita inom
    insulo inta inte inuu invece inwoners iom ipak ipar ipinle ipse iqembu iqtisadi irhafu iri
    irirangi iro iru isa isaga isagoo isang ise isebe isegi ishe ishin ishte isicelo isigqibo isimo
    iska isku isla isso ist isteach istehsal isu italia italiani ithi ithuba itibaren itinatag itong
    itse itseng itt itu itulah itxura itzuli iu iwced iwe iwi ixesha iya iyadoo iye iyi iyo iyul iz
    iza izan izena izikolo izinga izinsuku izinto izixhobo izvi izvo izvozvi ja jaaka jaana jaanong
    jaar jabuuti jahr jahre jak jako jalan jalo jamhuri jamii jang jangan januar januari jaoks jara
    jaren jaro jaroj jau jaunas jauno jedan jede jedna jednak jedoch jeeda jeg jego jeho jei jeigu
    jej jejich jembatan jen jenis jer jeshi jesu jetzt jie jih jika jimbo jina jira jiraan jiray
    jiro jirtay jis jobban jogador jogo joka jolla jolloin jorda jordi jos jossa jou jour jsem jsme
    jsou ju jua juba judul juga julle julo jums junte junto jusqu justru juu jwa jwale jwalo jwang
    jy kaasi kabilang kabinete kabisa kabla kad kada kadar kadhaa kaha kahle kaiako kaihaka kaikki
    kaip kaitiaki kaj kajeno kakhulu kaki kako kakuhle kala kalaay kalau kalba kalena kalian kaliya
    kam kambani kambe kambela kami kamid kamili kan kana kang kanilang kanisa kaniyang kanjani kann
    kannalta kanske kanssa kanti kantoni kantor kanya kanyang kanye kao kaofela kapa kapal kar
    karakter karanga karar kare karena karhi karibu karibuni karne karolo kartu karya kas kasama
    kasi kasih kasnije kata katao katerih kati katika katoa katru katsa kaupapa kaut kawaida kawe
    kaya kazi kde kdo ke keby kecil kedua keer keerde kegiatan kei keine keji kekuatan kelkaj kell
    kelompok keluarga kembali kemudian kemur kenapa kendi kepada ker kereke keren kes ketika ketua
    kez kgale kgang kgaolo kgaolong kgolo kgomo kgona kgone kgosi kgotsa kgwebong kgwedi khai khale
    khensa khi khoa khoma khona khu kiai kiam kibiina kie kiedy kiek kies kii kiiresti kikuu kila
    kilala kilka kimi kinh kino kintu kinyume kion kipimo kirungi kiseera kishin kishte kita kitea
    kitundu kituo kiu kiuj kiwango kjer kjo kk kkooti kl klart klasse kleine kleinen klicka kod
    kodwa koe kogu kohta koia koinei koja koje kojem koji kojima kojoj kokku koko kokuba kokuthi
    kolm kolo koloni kom koma komba kombisa komen komentar komma kommer kommt kommun kommune
    kommunen komuna kon kona konar konec koniec konke konnte konsep konusu kooban koos kopa kopano
    kopile kopurua kore koristi koronga koroua korowai korral kort koska kot kota kotahi kotile
    koutou kraju kreeg kristo kry kterou ku kua kualitas kuba kubanga kube kubekho kubo kubuda kubva
    kubvira kubwa kuda kudare kude kuenda kufanele kufanya kufuneka kugara kuhusu kui kuid kuidas
    kuigi kuin kuita kukhona kukuba kukunda kula kule kuleli kulezi kuliko kulo kultura kuluhlu
    kulutsha kuma kumba kumbe kumeka kumele kumpulan kumusha kun kuna kundi kune kung kungu kunna
    kunne kunnen kunye kunze kuona kupa kupe kuphela kur kura kuri kuriame kuris kuro kurs kurse
    kuru kurulu kus kusho kusini kusvika kutani kutaura kuti kutoka kutokana kutora kutsvaga kutumia
    kuuluu kuwa kuwaas kuwaasi kuwana kuwento kuya kuyo kuziva kuzo kvar kwa kwakaita kwake kwakhona
    kwakunye kwam kwamba kwami kwanza kwavo kwaye kwazo kwazulu kwazvo kwe kweli kwenye kwete kwi
    kwindawo kwiqela kwizinto kya kyalo kye kyk kyokka kyrkja laakiin laarin laat laatste laba
    labada labai labi labo lado laga lagbaye lagi lagu laha lahat lahko lai laika lainnya lakhe
    lakin lakini lalu lamang lami landet landoj langs laolwa lapho larangan larin lata latela
    latelang laten lati latowo latvijas lave lavoro lawa lawan lawannya leabhar lebaka lebega leben
    lebih leboya lebyi leedahay leeto leeyahay lefapha lefatshe lefoko lefu legge legger leh leha
    lehen lehet lehodimo lehuma leida leith leka lekgetho lekgotla lekker leli lembe lemfundo lemoga
    lemogile lenaneo leng lengwe lenne leor lephata leri lesedi lesi lesome leswaku leswi lesz
    letamong letho leti letlalo leto letsatsi letshwao leur leurs leven lewe lexi leyi leyin lezi
    lhe lia libertas lidt liels lietas lietuvos lige ligg ligger likevel lingua lingvo lirik liste
    litteris livello liya ljudi lladin llawer lle lliw lloegr locuri logro lokela lokelang lokho
    lokhu loko loku lokuba lokuqala lolawulo lolu loo loob looga loogu lorato loro lors lowu loyi
    lucht lugar lugha lui lumabas lumina lunaku lungsod lupa lv lw lwa lwaki lwe ly maa maaari
    maaaring maak maakt maalin maalinta maalum maana maar mabapi mabedi mabindzu machen machi madde
    madh madhe madi maduo maemo maemong maeneo magaalo maging magmula magnam magubane magyarok maha
    mahi mahungu maikutlo maio maisha maiteko maith majd maji maka makala makaurau makgolo makore
    makumi mal malam malatsi malembe malo malunga mampu mamwe mamy manana mananeo manawa manera mang
    mangata mangu mangwe manje manusia maoto marae marama mararo marekani marino marito marka
    markaana markaas markay markey markii marun masa mashoko masih masiku masome mataas mataram
    mateix mathata mati matiko matimba matimu matla matlo matokeo matsatsi matshwao matua mau maupun
    maviri mawe maxamed maxamuud maynila mayroong mbali mberi mbi mbili mea measc medi mediana medzi
    meel meelo meer meget mehr meie meil meira mejor melihat mellan mellem mellom meloncat mem
    memang membres membuat memiliki menarik mencoba mengenai mengine menjadi menneske meno menos
    mens menschen mense menulis mer meraro merasa mereka merr mert merusu mesin meskipun mesmo mest
    meste mesto metode metr metsi metso metu metus mewn mezi mfalme mfano mfumo mga mhaith mhaka
    mhosva mhuri miaka mida midabka midagi midoobay midziyo miejscu mieste miklu miks mila milawu
    milioni milito miliyoni mille milli millones millor milyen mim mimfumo mina minden mindig mindre
    mingi minh minha ministro minkarhi minste mintirho minu minuta mis misava mise mismo mitambo
    miten mitirho mitte mityana miyembro mjesto mji mjini mk mkuu mladi mmala mme mmegi mmele mmino
    mmoho mmoja mmotoka mmuso mna mnamo moana mobung moderne modimo modo moedi moemedi moest mofuta
    mogare mogelijk mogu moins mois moja mokgwa molao molimo molto momento momo mondo mong mongwe
    mor mora morafe morago morao morda morena moruo mosadi mot motho mothusa motse motu moya moyenne
    mpaka msebenzi msica mto mtu mua muchas muda mudah mudzimai muerte mugore muhimu muita muito
    mukaan mukadzi mukomana mukombe mukuru mukwano mula mulago mulai mulheres mulig mulighed mulimu
    muling multaj multe multis mumba mums mumwe mun mund mundo mungkin mungu munhu munne muno
    munyika muri murume mus mushure musik musikana mutambo mutta mutu muy mwaka mwana mwanzo mwari
    mwili mwyaf mycket mykje mynd myndi myndir naa naam naar nabo nach nacional nad nada nadat
    naddala nafni naging nagu nagusi nagusia nagyon naha naheng nahiz naijiria naime naj najbolj
    najmanji najprej nakambe nakilala nako nakon nakong nalaze nalazi nale naledi nalo nama naman
    namba namene namn namnet namun nang nani naozaj nas naswona naudas naudu nawet nawu naye nayo
    nazo nchi nchini nda ndaj ndani ndawo nde ndeshje ndiaidh ndiri ndivo ndiwo ndiye ndizvo ndlela
    ndodhen ndogo ndryshme ndza ndzawulo ndzhawu ndzi neben nebi nebiga nebo negara negli nego nei
    nekaj neke nekim nekoliko nekuti nel nella nelle nem nema nemari nemen nemurume nemwana nemzeti
    nende neng neniu nenyaya nes neste neteja netsika neu neue neuen nevamwe nevana neviens newydd
    nga ngakho ngale ngalo nganye ngaro ngata ngayo ngcaciso nge ngeke ngemuva ngenxa ngeri ngethuba
    ngisho ngo ngoba ngoko ngoku ngokuba ngokuthi ngolu ngonyaka ngopfu ngqo ngunit nguva ngwaga
    ngwana ngwao nhanh nhau nhlawulo nhlayo nhu nhw nia nibe nicht nici nid nie niet nieuwe nifer
    nigba nigbati nii niin nije nila nimetada nin nincs ning ninh ninkii ninu nipa nito niveau niya
    njalo nje njegov njegova njegovo njengoba njia njihova njihove njohur nka nkarhi nkoka nkosi
    nkqubo nna nne nnete nngwe nnyo noa noastre noch nodig noen nog noget nogle nohanga noho noi
    noin nok nokre nokuba nokuti noma nomen nomina nomine nomo nooit nool noong noqday noqotay noreg
    nors norsk norske nossa nostro nostru noticias notte nou nove novembre novo nsonga nti ntirho
    ntiyiso ntlangu ntle ntlha ntlhanu nto ntse ntsena ntsha ntswa nua nuair nuestra nuestro
    nuestros nueva nuevo nui nuinga nuk numa numai numero nunc nuo nuova nur nyama nyaya nye
    nyeletso nyika nyingi nyt nytt oba obaluaye obinrin obiska obispo obitelj obitelji objekt obra
    obudde obufumbo obulungi obuwumbi obuzibu och odun oed oedd oferi oferite ofertas offre ofisi
    ofrecer ofte og oggi ogun ohne ohun oibre oiread ojoibi okanye okazis okkar okkur oko okolo
    oktobro okuba okubeera okufuna okukola okukuba okulaba okumele okundu okuva ol olan olar olarak
    olaraq ole oleh oleks olema olemme olhos olika olim olisi olivat olla ollut olmak olmayan olnud
    ologun oloselu oltre olub olukiiko olukowe olunan olur oluusi olw olwa olyan om oma ominira
    omnes omo omu omubaka omubiri omuhle omukazi omuli omuntu omusajja omwaka omwana ona ond onde
    onder ondoren ongi oni onke onlar ont onu onun oo ook oor operam opnieuw opp orang oranga oraz
    ordine orice orile orta orthu oruko ose osere osim oso oss otro otroci otros otsida ouest outras
    outros ovaj ovat ove ovog oziroma pabaigos pachena pada paese pag pagal paggamot pagina pai pak
    pakanga pakati pakeke pakeng pakihi palabas palju pamba pamberi pamoja pamusoro pamwe pana
    panahong pangkat pano paraan parece parehong pareizi parihaka partai parte partido partiet
    partito parto pasado pasi pasina passar pastaj pasur pataki patro peab peb pedig pegawai pego
    pel pela pelikula pelo pels pelu pentru penyakit perang perfil perlu permet pernah pero personer
    pertama perthyn pertsona pesquisa pessoal pessoas peste peu peut peuvent pfhumba pfula pfumela
    pfuna phakathi phambi phambili phansi phantsi phela phim phondo phong pia pigem pili pirms
    pitanja plaats plaatsen plads plata platz plej plek pli poate pob pobal pocit poco pode poden
    poder podjetje podle podporu pois pokud poleg poliisi politica polizia polska polski pomaly popu
    popullit popullsi poput porque porto posible postaje poste posto potem potest potrebno pouco
    pouvoir povas povus pra pracy prajurit prav precum pred predaj predvsem prej preko prema presso
    pret preto preus pri prie prif prima primeira primeiro primera primo primum prin problemi
    processo produits produs progetto programa projecte projecto projekt projeto prometa prope
    proses prosinca proti protiv proto prva prvi przed przez przy publica puede pueden puedes pula
    pulau pumasok punct punti punto punya pusat puso puta putea putem putih pwani qabiilka qala
    qaramada qayb qe qershor qeyd qof qofka qoraxdu qu quae qual qualche quale qualquer quam quan
    quando quella quelli quello quer questa queste questi questo quhet qui quibus quod quoque quy
    qyteti raak rada raden radi raibh rangahau rangi rangu ranije rapera rapide raro raros rasuulka
    rata rau raum ravenna ravo rawa raya rbt redu regering regtig reikia reira rekna relatief reng
    reo rerum resmi resta rester rete revisin rhagfyr rhaglen rhai rhan rhandza rhif rhula rhumela
    rhwng rialtas riamh riccione richting ricorso rigtig rihanyo rima rimini rin rine ringa rinne
    rino riri ririmi rispetto rith rixaka roa roedd rohe rohkem roimh roimhe roinnt rokoch rokov rol
    rona rond rongo roto rotorua rraagwe rre rreth rua rugadh rumah rundt runga ruolo rusiya ruta
    saa saadaan saan saat sababu sabato sadex saeculo safle sagte sai saj saja saken sakit sala
    salah saldhig salitang salto saman sami samma samme sammen samo sampai samt samtidig samuti
    sanadka sanadkii sancti sangat sanhi sano sant sao sapo sare sarebbe sarrera sasa sastoji satu
    sau savo savu saya schnell schola schon scorso scw sebagai sebaka sebe sebedisa sebelum sebetsa
    seboka sebuah secara seconda secondo secundum seda sedang sedayu seemo sef seg segera segn
    sehemu sehingga sehlopha sehr sei sein seinare seite seizoen seja seka sekali sekaseka seker
    seketela sekole sela selain selalu selama selemo selfs selle selleks selline seluruh selv selve
    semana seme sempre semua sena sendiri sendo sene seng sengwe sensa senso sentas sentle senza
    seorang seotud seperti sepheo septemba serie seriji seront serta servei serveis servicii
    servizio serye ses sest setelah setiap setjhaba setse setshaba setswana sett sette seu seus seva
    sezvo shacabka shampla sharples sheekh shiinaha shkak shtet shtetit shule sia siad siaj siapa
    sibi sicer sich sida sidaas sidan siden sidoo sidste sie siebie siempre sien siendo sier sifa
    sig siger sii siis siiski siku sila silangan simbahan simekiwa simolola sina sind sinh sini
    sinni sipas sipiika siste sistema siten sive siya siyang sk ska skal skall skatinti skulle slegs
    slik slo sluit smatra sme smo smsan sna snart sobie sobre sociales sok sokeeye sokuthi soldeu
    solem soll sollte solum som sommer sonder sondern sone sono sonra sont soo soomaali soort soos
    soovi sortu sortzen sosyal sou sovet sowie sozialen speel spesielt spet sploh sporta sprawie
    spre spune ssaawa ssente ssentebe sso sta staan staden stadig stagione starp stata stati stato
    ste steht sterk stor stora storitev stort strada strani stukken su sua suas suatu subalit sudah
    suid suka sukela sukurtas sul sulit sulke sungula sunt suo suomen suomessa supa supone sur sus
    sve svenska sverige svete svetu svi svibnja svih svijetu svo svoje svojim svoju svona svondo swa
    swandaru sweswi swi swilo swin swinene swirho swo swona sy sydd sykdom szent szerint taariikh
    taasi taasoo taba tabi tada tady tae tagad taget taha tahay tahun tai taiao taip tair taj tak
    taka takatifu takich takie tako takriban taku tala talei talet talfyrir tama tamariki tambin
    tamen tampak tana tangan tangata tanggal tangu tani tanihi tano tanpa tant tanto taobh taon
    taong tapi tarda tarehe tarixi tartu tas tata tatana tatlong taua tauhan tauira taumata tautoko
    tautona tay teanga tebalina tedy teema tefo tega tegen tego teha tej tejto tek teka tekau tekee
    teknik telah tele telele telt tem temel temo tempat tempore temu tena teng tenir tentang tento
    tentu teprve ter teraz terbaru terbesar tercih terdapat terenie terhadap terjadi ternyata
    terreni tersebut terug terus terwyl teslim testa tetapi teus tham thata thay theas theatr theo
    thi thibela thu thusa thuso thuto tiaki tial tiam tid tidak tiek tiel tiem tiempo tiene tieto
    tiga tihti tij tijd tijdens tijekom tik tika tikai tikanga tiki tiko tiks tikweni til timali
    timhaka timog timp timpeall tinana tindhawu tindlela tinggi tingkat tinh tinha tino tio tipo
    tipu tipus tirada tirha tirhisa tiri tirohia tirsan tisti titano titolo tiu tiuj tiya tiyisela
    tiyisisa tjera tjhelete tla tlaa tlakusa tlameha tlangela tlasa tlase tlatsa tlhahiso tlhalosa
    tlhela tlhoka tloha toa toate todas todos toen toetust tofauti tohoto tohto tohu tohua tohunga
    tohutohu toka tokorima tomar tomu tona tono tonu toplam torej tornar toru tos tota tous toutes
    tra trabalho traduki trai trang tranh trao tre treba treballs trebuie tregon treng tres tri
    tribuna trois trong trung trzech trzy tsa tsalwa tsamaiso tsamaya tsaya tse tsela tsena tsenya
    tseo tshama tshwara tshwarwa tsohle tsona tsone tsotlhe tswa tswang tswela tswelela tu tua
    tuaithe tuatahi tubig tudi tudo tuku tulad tuleb tulee tuleks tuli tumelo tungkol tuo tur turi
    turto turun tussen tuta tute tutta tutte tutti tutto tuturor tuy twe tweede tych tylko tym tys
    tyske uaminifu uaua ube ubi ubnd ud udalerri udara uden udkt udruga udruge ufuna uga uglovnih
    ugonjwa ugu ugyanis uhlelo uirthi uisce uit ujehova ujesu uke uko ukoloni ukuba ukube ukudla
    ukunika ukupno ukuthi ukuthola ukuya ukuze ulici ulike ulikuwa ulusal umbali umntu umnuz umoya
    umthetho umuntu una unang und undir une unei unidos unig unksz uno uns unsere unserer untara
    unter untuk unu unua unui unul upande upang upp urbo urbs urte urtean urteko usou usque usuarios
    utakmice utan utawala uthe uthi utlwa utshilo utzi uu uus uveze uwezo uye uyewo uygulama uyo uyu
    uz vaak vaaki vaan vagy vahlayi vai vaid vaive vaja vakadaro vakati vake valoare valsts valtion
    vam vamanana vamwe vana vanaf vandag vanhu vanleg vanoti vanwege vara varam varem vari varimi
    varje vart vas vasta vastu vatsonga vavasati vaviri vazhinji veces ved vedno veel vegar vegna
    veit vele velekiwa velikih veliko velikog velmi vendar vende vendet vendin vene ver verano
    verdad verder vere verilir versi versot vert verwag vese veya vez viac vid vida videre videtur
    viele vien viena vienas vier vigtigt viime vijeka viktig vil vilevile vilka vilket vill ville
    vin vinna vir visar visi visiem visita viss visu vita vitet viteve viti vitin vitit viungo
    vlastne vo voi voidaan vojon volg volgende volna voltak vom vona voor vooral vor vores vorige
    vortojn voru votre vous vraag vrlo vse vseh vula vulavula vulawuri vumaki vumbirhi vumbiwa
    vunanga vuoden vuole vuonna vutomi vya vysoko waa waabwe waana waar waarvan wabula wada wadanka
    waenga waho wai waikato waith waititi waka wakati wakazi wako waktu walang walba walio waliwo
    wamu wana wangu wanita waqtiga wareegay waren wasemaji wat wathi watoto watu wavo waxa waxaa
    waxaan waxaana waxay waxayna waxee wayn wedi weet weg wegen wehe weiter wel wena wengi wenig
    weniger wenn wenye wenyewe werd werden werk wethu weyn whai whakaae whakaaro whakaata whakautu
    whare whenua whitu whiwhi wie wieder wikang wil wimbo wina wir wird wixii wo wona wonke woord
    worden wordt wote wrth wurde wuxuu wuxuuna wyborach wynik xa xarun xibalo xiga xikwembu xipano
    xiphemu xisbiga xitsonga xiyimo xo xornimo ya yaal yaala yaalo yabo yahay yaitu yake yakhe yakho
    yalikuwa yangu yao yapan yar yaraan yaryar yavo yayasan yaye ychydig yekuti yena yeni yenye yer
    yese yesu yg yhden yihiin yimid yine yini yiraahdo yiri ykkur ym yma yna yng yno yokuthi yona
    yone yonke yote yra ysgol ystod ystyried yw zaabwe zabo zagrebu zaidi zakaj zake zakhe zal zaman
    zamani zaradi zato zbog zcela zdrowia ze zeer zeit zela zelf zelo zi zich zien zij zijn ziko
    zile zino ziren zita zituen zituzten ziya zo zoals zonke zonna zooni zote zou zu zuen zum zur
    zuten zvakare zvavo zvazvo zvekuti zvikuru zvinhu zvino zvinonzi zvisinei zviviri zwei zwischen
    """

  /// Short words that are frequent elsewhere and spelled like an English one.
  static let foreignShort = """
    ab abe ac ad ada af ag ah aha ail aj ak ale ali alt ama ana ani ann ant apa apo ar ara ate au av
    ava ay aye az azt ba ban bat ben bet bi bo bur bus bye ca cal ce cha che chi ci con cu cum da
    dad dan dat de del dem den des det di die dig din dis dos du ea ed edo ee ef eke el ele eli em
    en eng er ere es esi est eta eu fa fad fe fer fi fie foo fud ga gab ge gee ger gi ha han hat hay
    hem hi ho hoc hoe hon hos hui hun ia il ilk im ina ind inn ipo ir ito jag jam je ji jim jo jog
    jul jun ka kai kay ki kia ko kr ky la lag lan lao las lat le leo les los lt ma mae mai mar mas
    med meg mes met mi mia mid mig mil mir mit mo moo mpd mu mul na nam nav nay ne ned ng ni noe nos
    nu nun ny nya ob od ola oli ons op ora ore os ou ova ow owe pa pan par pas pat pe pie pis pl po
    pod poi por pot pun qua que quo ra res ri ro sa sad sal san se sed sem sen ser sg si sob sot ta
    tad tam tau te ti tin toe tot tun twa ty um uma un uri ut va van vel via vie von wa wet won wu
    xe ye yi yn yo yr za zen
    """
}
