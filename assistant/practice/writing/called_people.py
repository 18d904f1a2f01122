"""Nouns for somebody who has a part to play in what a guide tells: officers, professions, parties and bodies; no programs."""

PEOPLE = frozenset(
    """
accountant actuary adjudicator administrator analyst applicant appraiser arbitrator archivist assessor auditor author
bailiff board borrower brewer buyer cabinet captain caretaker cashier chair chairman chairperson chairwoman chef chief
claimant clerk clinician coach commander committee conservator consignee consignor consultant contractor coordinator
coroner council counsel courier court coxswain creditor curator customer dealer debtor defendant delegate dentist
designer developer director doctor donor editor electrician employee employer engineer examiner farmer firefighter
foreman forester guardian helmsman inspector instructor insurer investigator judge landlord landowner lawyer
legislator lender librarian lifeguard lookout marshal mechanic mediator midwife minister navigator nurse officer owner
paramedic pharmacist physician physiotherapist pilot planter plumber prescriber president principal proctor programmer
prosecutor psychologist purchaser radiographer ranger receptionist referee registrar researcher retailer reviewer
scientist secretary seller senate sergeant shipper skipper steward subcontractor supervisor supplier surgeon surveyor
teacher technician tenant therapist trainer treasurer trustee trustees tutor umpire undertaker underwriter valuer
vendor vet veterinarian volunteer warden watchkeeper watchman winemaker
""".split()
)
