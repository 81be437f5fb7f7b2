"""English words whose forms are one word to people, and words that only look so."""

ONE_WORD = """
    gp gps; rct rcts; llm llms; ccg ccgs; a&e a&es; icu icus; nicu nicus; q&a q&as; cpu cpus
    gpu gpus; mri mris; sti stis; phd phds; cv cvs; svm svms; hmm hmms; lstm lstms; ceo ceos
    ehr ehrs; nsaid nsaids; ssri ssris; kpi kpis; dna dnas; pcr pcrs; tv tvs; np nps; lm lms
    ecg ecgs; uti utis; api apis; mwe mwes; vte vtes; pte ptes
    naevus naevi; nevus nevi; ramus rami; annulus annuli; thesaurus thesauri; bronchiolus bronchioli
    lamella lamellae; cornea corneae; fossa fossae; trabecula trabeculae; mycobacterium mycobacteria
    inoculum inocula; protozoon protozoa; meninx meninges; calix calices; trauma traumata traumas
    adenoma adenomata adenomas; lymphoma lymphomata; arthritis arthritides; epididymis epididymides
    zoonosis zoonoses; mycosis mycoses; epiphysis epiphyses; symphysis symphyses; acidosis acidoses
    analysis analyses analyse analyze analysed analyzed analysing analyzing; crisis crises
    hypothesis hypotheses; diagnosis diagnoses diagnose diagnosed; prognosis prognoses
    thesis theses; synthesis syntheses; metastasis metastases; stenosis stenoses
    psychosis psychoses; neurosis neuroses; emphasis emphases; parenthesis parentheses
    prosthesis prostheses; paralysis paralyses paralyse paralyze; dialysis dialyses; oasis oases
    criterion criteria; phenomenon phenomena; bacterium bacteria; curriculum curricula
    ganglion ganglia; mitochondrion mitochondria; spectrum spectra; symposium symposia
    memorandum memoranda; ovum ova; stratum strata; consortium consortia; maximum maxima
    minimum minima; optimum optima; equilibrium equilibria; stimulus stimuli; fungus fungi
    focus foci; locus loci; nucleus nuclei; radius radii; alumnus alumni; bacillus bacilli
    syllabus syllabi; thrombus thrombi; embolus emboli; bronchus bronchi
    vertebra vertebrae vertebras; larva larvae; alga algae; formula formulae formulas
    antenna antennae antennas; fistula fistulae; sequela sequelae; hypha hyphae
    index indices indexes; appendix appendices appendixes; matrix matrixes; vertex vertices
    cortex cortices; apex apices; helix helices; codex codices; corpus corpora corpuses
    genus genera; foramen foramina; lumen lumina; larynx larynges; phalanx phalanges
    stigma stigmata; lemma lemmata; schema schemata schemas; stoma stomata
    carcinoma carcinomata carcinomas; bureau bureaux; plateau plateaux; tableau tableaux
    testis testes; child children; grandchild grandchildren; woman women; man men; tooth teeth
    foot feet; mouse mice; goose geese; louse lice; ox oxen; life lives; knife knives
    wife wives; midwife midwives; wolf wolves; half halves; shelf shelves; self selves
    thief thieves; chairman chairmen; chairwoman chairwomen; policeman policemen
    spokeswoman spokeswomen; fireman firemen
    organise organize organised organized organising organizing organiser organizer organises organizes
    organisation organization organisations organizations organisational organizational
    prioritise prioritize prioritisation prioritization; hospitalisation hospitalization
    randomised randomized; randomise randomize; optimisation optimization; recognise recognize
    standardised standardized; characterise characterize; minimise minimize; summarise summarize
    immunisation immunization; catheterisation catheterization; catalyse catalyze
    realise realize; specialise specialize; synthesise synthesize; emphasise emphasize
    hydrolyse hydrolyze; behaviour behavior behaviours behaviors; behavioural behavioral
    colour color coloured colored; favour favor; favourite favorite; labour labor; honour honor
    humour humor; neighbour neighbor; neighbourhood neighborhood; tumour tumor tumours tumors
    vapour vapor; rumour rumor; flavour flavor; odour odor; endeavour endeavor; harbour harbor
    armour armor; saviour savior; splendour splendor; vigour vigor; rigour rigor
    unfavourable unfavorable; misbehaviour misbehavior; labourer laborer; demeanour demeanor
    centre center centres centers centred centered; theatre theater theatres theaters
    litre liter litres liters; fibre fiber fibres fibers
    kilometre kilometer kilometres kilometers; millimetre millimeter; centimetre centimeter
    calibre caliber; spectre specter; goitre goiter; titre titer; meagre meager
    manoeuvre maneuver manoeuvres maneuvers; sombre somber
    paediatric pediatric paediatrics pediatrics; paediatrician pediatrician; anaemia anemia
    anaemic anemic; leukaemia leukemia; ischaemia ischemia; ischaemic ischemic
    hypoglycaemia hypoglycemia; septicaemia septicemia; haemoglobin hemoglobin
    haemorrhage hemorrhage; haematology hematology; haemodialysis hemodialysis
    haemophilia hemophilia; anaesthesia anesthesia; anaesthetist anesthetist
    anaesthetic anesthetic; oesophagus esophagus; oesophageal esophageal; foetus fetus
    foetal fetal; oedema edema; oestrogen estrogen; diarrhoea diarrhea; dyspnoea dyspnea
    apnoea apnea; gynaecology gynecology; gynaecologist gynecologist
    orthopaedic orthopedic orthopaedics orthopedics; encyclopaedia encyclopedia; faeces feces
    faecal fecal; aetiology etiology; coeliac celiac; caesarean cesarean; archaeology archeology
    palaeontology paleontology; mediaeval medieval; homoeopathy homeopathy; aesthetic esthetic
    amoeba ameba; leucocyte leukocyte; sulphate sulfate; sulphur sulfur; caecum cecum
    lymphoedema lymphedema; uraemia uremia; haemolysis hemolysis
    catalogue catalog catalogues catalogs catalogued cataloged
    dialogue dialog dialogues dialogs; analogue analog; monologue monolog; prologue prolog
    epilogue epilog; homologue homolog; counselling counseling
    counsellor counselor counsellors counselors; counselled counseled
    labelled labeled labelling labeling; modelling modeling modelled modeled; modeller modeler
    travelling traveling; traveller traveler; cancelled canceled; cancelling canceling
    fuelled fueled; signalling signaling; levelled leveled; channelled channeled
    tunnelling tunneling; marvelled marveled; quarrelled quarreled; dialled dialed
    totalled totaled; initialled initialed; panelled paneled; equalled equaled; jeweller jeweler
    defence defense defences defenses; offence offense; pretence pretense
    licence license licences licenses licensed licenced
    practise practice practised practiced practising practicing
    programme program programmes programs; grey gray; ageing aging
    fulfil fulfill fulfils fulfills; fulfilment fulfillment; skilful skillful
    skilfully skillfully; wilful willful; judgement judgment judgements judgments
    acknowledgement acknowledgment; enrol enroll enrols; enrolment enrollment
    instalment installment; distil distill; instil instill; sceptic skeptic; sceptical skeptical
    scepticism skepticism; artefact artifact; enquiry inquiry; enquire inquire; mould mold
    plough plow; aluminium aluminum; disc disk; speciality specialty; focussed focused
    aeroplane airplane; marvellous marvelous; moustache mustache; cosy cozy; pyjamas pajamas
    likeable likable; advisor adviser; orientated oriented; preventative preventive
    woollen woolen; dietician dietitian; kilogramme kilogram; serum sera; taxon taxa
    lexicon lexica; octopus octopi; meniscus menisci; alveolus alveoli; glomerulus glomeruli
    sarcoma sarcomata; incentivise incentivize; criticise criticize; publicise publicize
    apologise apologize; energise energize; hypothesise hypothesis hypothesize
    synthesise synthesis synthesize
"""
"""Families, a semicolon between two: all forms of one have the same stem."""

DIFFERENT_WORDS = """
    four for; hour hor; tour tor; contour contor; your yor; pour por; sour sor; flour flor
    devour devor; velour velor; glamour glam; troubadour tradition; court cort; course corse
    source sorce; journal jornal; mourn morn; scour score; metre meter; acre acer; ogre oger
    genre gener; mediocre medio; lucre lucer; cadre cader; massacre masser; size sise
    prize prise; seize seise; maize maise; wise wisdom; organ organise; organ organisation
    citizen citisen; horizon horison; poem pem; shoe sho; does dose; toes tes; aerobic erobic
    phoenix phenix; maestro mestro; coexist cexist; Israel isral; hem haem; bed paed
    petrol pediatric; pet foet; storey story; cheque check; draught draft; tyre tire; kerb curb
    gaol goal; vice vise; bus bu; gas ga; this thi; thus thu; plus plu; nhs nh; css cs; dns dn
    sms sm; mrs mr; cms cm; rss rs; cns cn; us u; virus viru; status statu; basis base
    basis bass; bases basis; axes axis; roses rosis; noses nosis; doses dosis; hoses hosis
    these thesis; phases phasis; oases oaks; leases lysis; agenda agendum; data datum
    media medium; opera opus; stamina stamen; trivia trivium; insignia insigne; sara sarum
    area are; idea ide; era erum; camera camerum; specimen speciman; regimen regiman
    abdomen abdoman; omen oman; women womb; semen seman; acumen acuman; hymen hyman; live life
    living life; leaf leave; leaves leaf; rove roof; wave waff; stave staff; prove proof
    love loaf; grave graf; glove glof; cave calf; slave self; rogue rog; vogue vog; brogue brog
    league leag; colleague colleag; fatigue fatig; tongue tong; plague plag; intrigue intrig
    fence fense; hence hense; science sciense; sense sence; pence pense; expense expence
    absence absense; evidence evidense; price prise; advice advise; device devise; ice ise
    tall tal; call cal; fill fil; calling caling; selling seling; will wil; skill skil
    semi semus; alibi alibus; ski skus; wifi wifus; mini minus; bikini bikinus; genii genus
    magi magus; corps corpus; general genera; hand handle; ray gray; mice micae; dice die
    person people; index ind; appendicitis appendix; matrimony matrix; vertigo vertex
    police polex; office offex; notices notex; services servex; practices practex; prices prix
    timbre timber; cosine cozine; matrix matric
"""
"""Pairs, a semicolon between two, whose stems differ."""


def families(table: str) -> list[list[str]]:
    """The words of each family of a table."""
    return [family.split() for family in table.replace("\n", ";").split(";") if family.strip()]
