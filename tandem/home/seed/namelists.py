"""The lists of names. An underscore stands for a space inside a name; the order says how common."""


def listed(words: str) -> list[str]:
    return [word.replace("_", " ") for word in words.split()]


KINDS = ("MALE", "FEMALE", "FAMILY")

ENGLISH_MALE = """
David Daniel James Michael John Paul Andrew Mark Christopher Matthew Thomas Lee Robert Ryan Stephen
Craig Jamie Joshua Liam Jordan Adam Steven Richard Luke Anthony Connor Ashley Kieran Scott Callum
Jack Dean Gary Darren Simon Kevin Nathan Shaun Aaron Wayne Benjamin Jason Peter Kyle Martin Lewis
William Stuart Carl Bradley Joseph Alan Ian Samuel Dale Reece Neil Philip Karl Danny Alexander Ross
Jake George Brandon Damien Tyler Curtis Charlie Gavin Billy Leon Colin Brett Marcus Barry Keith Troy
Declan Mitchell Ricky Corey Harry Trevor Dominic Tony Rhys Elliot Graham Terence Glen Duncan Roy
Clive Leroy Winston Delroy Russell Malcolm Spencer Zachary Finley Toby Ellis Blake Mason Jayden Kai
Harvey Bailey Owen Albie Freddie Oscar Alfie Archie Theo Rory Max Hugh Rupert Quentin Jean-Luc
Jean-Paul Lincoln Desmond Errol Cedric Ezekiel Isaiah Elijah Nathaniel Tobias Crispin Ambrose
""".strip()
ENGLISH_FEMALE = """
Sarah Emma Laura Rebecca Gemma Rachel Kelly Lisa Michelle Claire Victoria Stacey Samantha Natalie
Donna Jessica Amy Nicola Kirsty Leanne Danielle Hayley Charlotte Jade Lauren Katie Joanne Louise
Chantelle Kimberley Karen Tracey Hannah Amanda Sophie Zoe Jennifer Chloe Vicky Cheryl Melissa Holly
Abigail Bethany Chelsea Shannon Paige Sharon Julie Dawn Tina Tanya Melanie Naomi Toni Carly Keeley
Kerry Lindsey Megan Stephanie Kayleigh Debbie Jodie Tammy Rosie Georgia Ellie Courtney Leah Demi
Shelley Heather Alison Angela Susan Wendy Sandra Marie Beverley Lorraine Yvonne Jasmine Tia Keira
Summer Poppy Amelia Lily Maisie Ruby Freya Imogen Harriet Beatrice Marcia Sonia Claudette Precious
Mary-Jane Anne-Marie Sarah-Jane Lou-Ann Faith Destiny Shanice Monique Simone Dionne Ebony Tamara
""".strip()
ENGLISH_FAMILY = """
Smith Jones Taylor Brown Wilson Johnson Walker Wright Robinson Thompson White Hughes Green Hall Wood
Harris Clarke Jackson Cooper Ward Turner Hill Moore Clark Harrison Baker Martin Morris Allen King
Scott Shaw Watson Parker Bennett Carter Cook Mitchell Richardson Bailey Collins Bell Young Kelly
Miller Cox Marshall Simpson Price Anderson Adams Wilkinson Foster Ellis Murphy Chapman Mason Gray
Webb Rogers Hunt Mills Palmer Holmes Campbell Barnes Knight Matthews Barker Powell Stevens Butler
Russell Fisher Pearson Dixon Harvey Fletcher Howard Andrews Reynolds Elliott Payne Fox Ford Day Lowe
Armstrong West Walsh Cole Brooks Burton Spencer Hart Hudson Carr Cunningham Bradley Lane Hawkins
Osborne Reid Stone Nicholson Watts Woods Wells Rose Gibson Grant Dunn Hunter Black Porter Burns
Atkinson Saunders Lawrence Hayes Riley Dean Booth Barrett Gardner Poole Perry Warren Henderson Wade
Holland Francis Newman Bird Bishop Pratt Lamb Nash Page Frost Holt Sharp Potter Long Norman Kirk
Barlow Goddard Stokes Moss Sutton Hilton Farrell Dale Swift Rowe Bolton Marsh Giles Whitehead Yates
Pickering Nuttall Sykes Hardcastle Ramsbottom Ogden Entwistle Birtwistle Heptonstall Sowerby
Winterbottom Featherstonehaugh Thistlethwaite Oglethorpe Wolstenholme Micklethwaite Arkwright
Butterworth Shufflebotham Clutterbuck Applegarth Drinkwater Gathercole Merryweather Quartermaine
Pettigrew Tremayne Penhaligon Trevithick Carew Nancarrow Polkinghorne Bassett D'Arcy St_John
Le_Fevre De_Souza Van_Dyke Fitzwilliam-Hart Smith-Barry Cholmondeley-Featherstonehaugh
""".strip()
WELSH_MALE = """
Gareth Rhys Dafydd Huw Gethin Aled Dylan Owain Ieuan Geraint Llŷr Ioan Siôn Iwan Emyr Gwyn Rhŷs
Carwyn Osian Tomos Gruffydd Llewelyn Meirion Iestyn Macsen Steffan Alun Bryn Deian Eifion Gwilym
Idris Tudur Emlyn Ifan Gerallt Trystan Morgan Caradog Hywel Gwynfor Wyn Elis Guto Cynan Gwŷn
""".strip()
WELSH_FEMALE = """
Siân Rhian Carys Bethan Angharad Lowri Ffion Nia Cerys Sioned Megan Catrin Elin Mari Delyth Nerys
Menna Eleri Gwenllian Heledd Non Llinos Mair Efa Mali Cadi Seren Bronwen Olwen Haf Branwen Tegwen
""".strip()
WELSH_FAMILY = """
Jones Davies Williams Evans Thomas Roberts Lewis Hughes Morgan Griffiths Edwards Owen James Rees
Jenkins Price Morris Lloyd Phillips Parry Powell Bowen Howells Pugh Prosser Vaughan Bevan Pritchard
Rowlands Ellis Humphreys Llewellyn Gwynne Probert Beynon Meredith ap_Gwilym ab_Owain Ŵyn-Jones
Ŵyn-Price Gwŷn-Roberts Lloyd-Evans Prys-Davies Tŷ-Gwyn Glyndŵr Rhŷdderch Penrŵs Llwŷd Cadwaladr
""".strip()
SOUTH_ASIAN_MALE = """
Mohammed Muhammad Ali Imran Adeel Usman Asif Hassan Hamza Bilal Kamran Waqas Zeeshan Tariq Nadeem
Faisal Sajid Shahid Haroon Amir Arjun Sanjay Rajesh Vikram Pavan Harpreet Gurpreet Manpreet Jaspal
Sukhdev Balwinder Ravi Anil Suresh Dinesh Nikhil Rohan Kiran Shafiq Rubel Abdul_Karim Jahangir
Shamim Mizanur Aftab Junaid Zubair Rizwan Yasin Irfan Thushara Nuwan Prakash Sathish Bikram
""".strip()
SOUTH_ASIAN_FEMALE = """
Aisha Fatima Saima Nadia Shazia Parveen Rukhsana Amina Zainab Samina Priya Anjali Sunita Neha
Jaspreet Harjit Simran Kavita Meera Rekha Nasreen Shabnam Farzana Rabia Hina Sadia Maryam Tahira
Ruksana Begum_Ara Shirin Deepa Lakshmi Divya Pooja Manjit Kulwinder Iqra Halima Sumaiya
""".strip()
SOUTH_ASIAN_FAMILY = """
Khan Ahmed Hussain Ali Singh Patel Begum Akhtar Mahmood Malik Iqbal Shah Miah Kaur Hussain-Shah
Rahman Chowdhury Islam Uddin Mirza Butt Qureshi Sharma Kumar Rao Nair Reddy Mehta Desai Joshi Gill
Sandhu Dhillon Sidhu Bains Grewal Aziz Rashid Sadiq Raja Bhatti Chaudhry Siddiqui Ansari Baig
Perera Fernando Jayasuriya Wickramasinghe Thapa Gurung Rai Limbu D'Souza Fernandes Subramaniam
Venkataraghavan Sivaramakrishnan Kurup Iyer Pillai Bhattacharya Chattopadhyay
""".strip()
AFRICAN_MALE = """
Emmanuel Samuel Kofi Kwame Ade Tunde Chinedu Emeka Kwabena Yaw Ibrahim Abdi Mohamed Yusuf Olu Femi
Segun Babatunde Obinna Ifeanyi Uche Chukwuemeka Kwaku Nana Sipho Tendai Tafadzwa Tinashe Farai
Amadou Mamadou Ousmane Modou Lamin Alhaji Patrice Jean-Claude Tesfaye Dawit Yonas Biniam Mehari
Abdirahman Liban Guled Warsame Oluwaseun Oluwadamilola Nnamdi Prince Godfrey Innocent Blessing
""".strip()
AFRICAN_FEMALE = """
Blessing Grace Ngozi Amara Adaeze Chioma Funmi Yewande Folake Abena Akosua Ama Efua Esi Hodan Hawa
Fadumo Ayaan Sagal Asha Fatou Aminata Mariama Isatou Rutendo Tariro Chipo Nyasha Thandiwe Lindiwe
Selam Hiwot Rahel Semhar Precious Patience Comfort Mercy Temitope Oluwafunmilayo Ifeoma Nkechi
""".strip()
AFRICAN_FAMILY = """
Okafor Adeyemi Mensah Owusu Boateng Osei Balogun Okonkwo Eze Nwosu Adebayo Ogunleye Appiah Asante
Amoah Agyeman Mohamed Ali Hassan Abdi Warsame Jama Osman Yusuf Farah Diallo Jallow Ceesay Touré
Traoré Koné N'Diaye N'Golo Kamara Sesay Conteh Bangura Moyo Ncube Ndlovu Dube Sibanda Chikwanha
Mutasa Tesfaye Haile Gebreselassie Tekle Berhane Kiplagat Otieno Mwangi Wanjiru Kabila Mbeki-Lunda
Oyelaran Akinwande Onwuachi Chukwu Nnadi Iheanacho Oluwaseyi-Bankole
""".strip()
EASTERN_MALE = """
Łukasz Piotr Tomasz Krzysztof Marcin Paweł Michał Mateusz Jakub Kamil Adrian Rafał Dawid Grzegorz
Wojciech Zbigniew Andrei Ionuț Mihai Alexandru Florin Cătălin Ștefan Gheorghe Vasile Bogdan Marius
Nicolae Tomas Darius Mantas Jonas Linas Vytautas Andrius Jānis Edgars Mārtiņš Dmitrijs Ivan Georgi
Dimitar Miloš Jiří Ondřej Zoltán László Gábor Oleksandr Mykola Arben Besnik Ilir Dritan
""".strip()
EASTERN_FEMALE = """
Anna Katarzyna Agnieszka Małgorzata Magdalena Joanna Monika Ewelina Paulina Karolina Maria Elena
Andreea Ioana Mihaela Cristina Gabriela Daniela Rasa Daiva Jurgita Kristīne Inga Līga Olga Svetlana
Desislava Zuzana Jana Eszter Oksana Mirela Valbona Żaneta
""".strip()
EASTERN_FAMILY = """
Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański Woźniak
Dąbrowski Kozłowski Mazur Jankowski Krawczyk Popa Popescu Ionescu Radu Dumitru Stan Ciobanu Rusu
Munteanu Căldăraru Lăcătuș Kazlauskas Petrauskas Jankauskas Stankevičius Bērziņš Kalniņš Ozols
Ivanov Dimitrov Georgiev Petrov Horváth Kovács Szabó Tóth Novák Svoboda Dvořák Shevchenko Kovalenko
Hoxha Gjoka Shehu Krasniqi Brzęczyszczykiewicz Grzegorzewski Konstantinopolski
""".strip()
IRISH_MALE = """
Patrick Sean Michael Kieran Brendan Declan Eoin Martin Cian Niall Fergus Liam Aidan Gerard Ciarán
Séamus Pádraig Donal Cormac Eamonn Johnny Miley Jimmy-John Felix
""".strip()
IRISH_FEMALE = """
Bridget Mary Siobhán Kathleen Sinéad Margaret Aoife Niamh Gráinne Róisín Bernadette Nora Winifred
Caoimhe Deirdre Ann-Marie Orla Teresa
""".strip()
IRISH_FAMILY = """
Murphy Ward McDonagh O'Connor Kelly O'Brien Doran Ryan O'Neill McCarthy Gallagher Doherty Walsh
Byrne Quinn McLaughlin O'Reilly Nolan Cash Maughan Collins Kavanagh O'Sullivan Ó_Briain Sweeney
McGinley Cassidy Brogan O'Shaughnessy Mac_Giolla_Phádraig Connors Rooney Duffy Flynn
""".strip()
ARABIC_MALE = """
Ahmad Mahmoud Omar Khaled Yousef Karim Samir Nasser Walid Rami Ziad Mustafa Saif Hamid Reza Arash
Mehdi Karwan Rebwar Azad Dilshad Mehmet Emre Burak Murat Abdullah
""".strip()
ARABIC_FEMALE = """
Layla Mariam Noor Huda Rania Samira Yasmin Salma Zahra Shirin Narges Elif Ayşe Zeynep Dunya
""".strip()
ARABIC_FAMILY = """
Al-Hassan Haddad Mansour Khalil Saleh Aziz El-Masri Abdel-Rahman Nasser Karimi Hosseini Rezaei
Mohammadi Hama_Amin Barzani Rashid Yılmaz Kaya Demir Öztürk Şahin Ben_Ali Bouazizi Al-Tikriti
""".strip()
EAST_ASIAN_MALE = """
Wei Jun Minh Tuan Hung Duc Long Hao Ming Kenji Quang Thanh Chi-Wing Jia-Hao Rodel Jun-Jun
""".strip()
EAST_ASIAN_FEMALE = """
Mei Linh Huong Lan Xiu Li-Na Hana Thuy Ying Ngoc Maricel Rowena Siu-Ling
""".strip()
EAST_ASIAN_FAMILY = """
Nguyen Tran Le Pham Chen Wong Li Wang Chan Cheung Lam Liu Zhang Hoang Ng Dela_Cruz Santos Yip Leung
Tanaka Vu Bui
""".strip()
# Whole names of one word, and names that are not written in our letters.
ONE_NAME = (
    "Prince Sunny Mohamed Blessing Suharto Jaswinder Abdi Gurmeet Ibrahim Tashi Madan Ngawang"
)
OTHER_LETTERS = """
عبد_الله/محمد Олена/Коваленко 伟/王 محمد/حسن ਗੁਰਪ੍ਰੀਤ/ਸਿੰਘ Δημήτρης/Παππάς Иван/Петров فاطمة/احمد
""".strip()

# Short forms that people go by.
SHORT = dict(
    pair.split("=")
    for pair in [
        "David=Dave",
        "Daniel=Danny",
        "Michael=Mick",
        "Christopher=Chris",
        "Matthew=Matt",
        "Thomas=Tom",
        "Robert=Rob",
        "Stephen=Ste",
        "Andrew=Andy",
        "Joshua=Josh",
        "Richard=Rich",
        "Anthony=Tony",
        "Benjamin=Ben",
        "William=Billy",
        "Samuel=Sam",
        "Alexander=Alex",
        "Philip=Phil",
        "Nathan=Nath",
        "Bradley=Brad",
        "Charlie=Chaz",
        "Jordan=Jordy",
        "Terence=Tel",
        "Rebecca=Becky",
        "Samantha=Sam",
        "Jessica=Jess",
        "Victoria=Vicky",
        "Danielle=Dani",
        "Charlotte=Charlie",
        "Kimberley=Kim",
        "Stephanie=Steph",
        "Jennifer=Jenny",
        "Abigail=Abi",
        "Michelle=Shell",
        "Natalie=Nat",
        "Bethany=Beth",
        "Katarzyna=Kasia",
        "Agnieszka=Aga",
        "Małgorzata=Gosia",
        "Krzysztof=Krzysiek",
        "Grzegorz=Grześ",
        "Alexandru=Alex",
        "Mohammed=Mo",
        "Muhammad=Mo",
        "Babatunde=Tunde",
        "Oluwaseun=Seun",
        "Chukwuemeka=Emeka",
        "Gwenllian=Gwen",
        "Angharad=Haz",
        "Llewelyn=Llew",
        "Gruffydd=Gruff",
        "Patrick=Paddy",
        "Bridget=Biddy",
        "Margaret=Maggie",
    ]
)
