"""Names in the order and with the particles of their languages, in Latin letters."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable

# Cyrillic and Greek letters as passports and invoices write them in Latin ones.
LATIN = dict(
    zip(
        "абвгґдеєёжзиіїйклмнопрстуфхцчшщъыьэюя" + "αβγδεζηθικλμνξοπρσςτυφχψω",
        "a b v h g d e ye yo zh z i i yi y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya"
        " a v g d e z i th i k l m n x o p r s s t y f ch ps o".split(),
        strict=True,
    )
)
CHINESE = (
    "Wang Li Zhang Liu Chen Yang Zhao Huang Zhou Wu Xu Sun Hu Zhu Gao Lin He Guo Ma Luo Liang Song Zheng Xie Han Tang"
    " Feng Yu Dong Xiao Cheng Cao Yuan Deng Fu Shen Zeng Peng Lu Su Jiang Cai Jia Ding Wei Xue Ye Yan Pan Du Dai Xia"
).split()
SYLLABLES = (
    "wei fang jing lei yang yan jie juan tao ming chao hui xin jian hua qiang ping gang bo hao yu xuan zi han rui"
    " mei ling shan xiu lan hong feng long jun bin cheng yi ning yao tian xiang qing zhen guo shu wen bao kai"
).split()
KOREAN = "Kim Lee Park Choi Jung Kang Cho Yoon Jang Lim Han Oh Seo Shin Kwon Hwang Ahn Song Ryu Hong Baek Noh".split()
HANGUL = (
    "min seo jun ji woo hyun young soo jin hye sung kyung mi eun hee yeon jae ho dong tae joon na ra bin a chul sang yu"
).split()
VIETNAMESE = (
    "Nguyen Tran Le Pham Hoang Huynh Phan Vu Vo Dang Bui Do Ho Ngo Duong Ly Trinh Dinh Mai Lam".split()
)
MIDDLE = "Van Thi Duc Minh Quoc Thanh Ngoc Hong Xuan Kim Huu Cong Anh Thu Gia Bao".split()
VIET_GIVEN = (
    "Hung Dung Tuan Nam Hai Son Long Phuc Khoa Quan Trang Huong Linh Nga Thao Hanh Phuong Yen Chi Mai Loan Diep Tam"
    " Thinh Khanh Vinh Hieu Cuong Bich Oanh Nhung Hien Giang Quynh Tien Toan"
).split()
ARABIC = (
    "Ahmad Mohammed Mahmoud Yusuf Omar Khaled Tariq Salim Nasser Faisal Hamza Jamal Karim Majid Rashed Saeed Sultan"
    " Walid Zayd Anwar Bassam Ghassan Hisham Imad Munir Nabil Qasim Ramzi Samir Wael Ziad Amal Dalia Huda Iman Lubna"
    " Maha Nadia Rania Reem Salma Suad Wafa Zahra Hanan Ghada Abeer Fadwa Badr Essam Idris Luqman Marwan Jawad"
).split()
NISBA = (
    "Harbi Otaibi Qahtani Zahrani Masri Baghdadi Tikriti Shami Najjar Khatib Haddad Sabah Thani Maktoum Hashimi Amiri"
    " Rashidi Farsi Turki Maghribi Tunisi Hijazi Dosari Ghamdi Mutairi Shehri Kaabi Mansoori Balushi Sayegh Asadi"
).split()
PERSIAN = (
    "Ali Reza Hossein Mehdi Saeed Kaveh Arash Babak Cyrus Dariush Farhad Kamran Navid Omid Parviz Ramin Siavash"
    " Azadeh Bahar Elham Fereshteh Golnaz Laleh Mahsa Maryam Nasrin Parisa Roya Sahar Setareh Soraya Taraneh Yasaman"
).split()
PERSIAN_LAST = (
    "Ahmadi Hosseini Karimi Moradi Rahimi Sadeghi Jafari Rezaei Tehrani Shirazi Esfahani Kazemi Mousavi Akbari Golshani"
    " Bahrami Daneshvar Farahani Heidari Kermani Mohebbi Nikpour Pahlavan Rostami Soltani Tabrizi Zandi Forouzan"
).split()
INDIAN = (
    "Aarti Abhishek Aditya Ajay Amit Aniket Anita Arvind Ashok Bhavna Chitra Dev Dinesh Divya Ganesh Geeta Gopal Harish"
    " Indira Jaya Karthik Kiran Lalita Madhu Mahesh Manoj Meera Mohan Murali Naveen Neha Nikhil Nisha Pankaj Parvati"
    " Pooja Prakash Pradeep Radha Raghav Ramesh Rekha Ritu Rohan Sanjay Satish Savita Shanti Shweta Siddharth Smita"
    " Subhash Sudha Swati Tanvi Usha Varun Vasudha Vijay Vinod Vivek Yamini Balaji Gurpreet Harjit Jaswinder Manpreet"
).split()
INDIAN_LAST = (
    "Agarwal Ahluwalia Bajaj Bhatt Bhattacharya Biswas Chakraborty Chauhan Chawla Chopra Deshmukh Deshpande Dutta"
    " Ghosh Goswami Iyengar Jain Jadhav Joshi Kapoor Khanna Khurana Kulkarni Kumar Mahajan Malhotra Mehta Mishra Mohanty"
    " Nambiar Pandey Parekh Patil Pillai Prasad Raghunathan Rajan Ramaswamy Sen Sethi Srinivasan Subramaniam Thakur"
    " Trivedi Varma Venkatesan Verma Yadav Krishnamurthy Gill Sandhu Grewal Sidhu Bedi Fernandes D'Souza"
).split()
AFRICAN = (
    "Adaeze Ayodele Babajide Chinonso Chioma Ebele Folasade Ifeoma Kelechi Nneka Obinna Olumide Temitope Tolulope Uche"
    " Yetunde Akosua Efua Esi Kojo Kwabena Kweku Yaa Akua Baraka Jabari Kamau Makena Njeri Nyokabi Wambui Zawadi Juma"
    " Neema Rehema Abebe Almaz Dawit Haile Hirut Meseret Selam Tesfaye Yohannes Amina Fatoumata Mamadou Moussa Ousmane"
    " Seydou Aminata Cheikh Ibrahima Khady Lerato Mpho Naledi Palesa Tshepo Buhle Lindiwe Mandla Nosipho Sizwe Zanele"
    " Chipo Farai Rutendo Tendai Tinashe Kagiso Bongani Okello Apio Mukasa Nakato Uwimana Mugisha"
).split()
AFRICAN_LAST = (
    "Abiola Achebe Adebayo Afolabi Akintola Chukwu Eze Nnamdi Nwosu Obi Odukoya Ogunleye Okeke Olawale Onyango Acheampong"
    " Agyeman Amoah Appiah Asamoah Osei Quaye Tetteh Gitau Kariuki Karanja Kiprono Kimani Macharia Mutua Ochieng Odhiambo"
    " Omondi Wafula Bekele Demissie Gebre Kebede Mengistu Tadesse Diallo Diop Fofana Keita Ndiaye Sarr Sow Toure Traore"
    " Cisse Coulibaly Khumalo Mabuza Mahlangu Mokoena Molefe Mthembu Ngcobo Radebe Sithole Zulu Chikwanha Moyo Ncube"
    " Banda Phiri Mwale Chirwa Byaruhanga Museveni Habimana Nkurunziza"
).split()
HISPANIC = (
    "Alejandra Alfonso Álvaro Beatriz Camilo Carlos Catalina Cristóbal Diego Eduardo Elena Emiliano Esperanza Esteban"
    " Fabiola Fernando Gabriela Gonzalo Graciela Héctor Ignacio Inés Jesús Joaquín Jorge José Juan Lorena Lucía Luis"
    " Magdalena Manuel Marisol Mateo Mercedes Miguel Natalia Octavio Paola Pilar Rafael Ramiro Raúl Rocío Rodrigo"
    " Salvador Santiago Sebastián Soledad Tomás Valentina Verónica Vicente Wilson Jhon Yesenia Yadira Edilson Maritza"
).split()
HISPANIC_LAST = (
    "Aguilar Alvarado Arroyo Ávila Barrera Benítez Bustamante Cabrera Calderón Cárdenas Castañeda Cervantes Chávez"
    " Contreras Cordero Delgado Escobar Espinoza Figueroa Fuentes Galindo Guerrero Gutiérrez Herrera Huamán Ibarra"
    " Jiménez Lozano Maldonado Márquez Medina Mendoza Montoya Morales Navarro Ochoa Orozco Pacheco Peña Pineda Quintana"
    " Ramírez Restrepo Ríos Rojas Salazar Sandoval Serrano Solís Soto Tapia Trujillo Valdez Vargas Vásquez Zambrano"
    " Condori Choque Cusi Pereira Oliveira Cardoso Teixeira Nogueira Carvalho Moreira"
).split()

# Given names and family names of Europe's corners, of old papers, of the Caribbean, the Caucasus and the Pacific.
OLD_GIVEN = (
    "Abigail Absalom Adelheid Agatha Ahti Ailsa Alasdair Alban Aldous Alfreda Algernon Alistair Alma Almira Alojz Ambrose"
    " Anatole Aneirin Ansel Antonija Archibald Ariadne Arvo Asenath Astrid Augustine Auli Avtandil Bartholomew Bastien Beata"
    " Bedřich Benedikta Bertha Birgitta Blanche Bogumil Boleslav Branwen Bridie Bronagh Bronwen Caoimhe Caradog Casimir"
    " Cathal Ceridwen Chaim Christabel Cillian Clementine Clotilde Conall Cordelia Cosmo Crispin Cuthbert Cyril Dafydd"
    " Dagmar Daniela Delphine Deirdre Diarmuid Dilys Dobromir Dorcas Drago Dubravka Dymphna Ebenezer Edda Edvard Effie Eilidh"
    " Einar Eithne Elke Elisaveta Elspeth Emlyn Enoch Enzo Erasmus Ermintrude Estella Ethelbert Eudora Eulalia Eunice Ewa"
    " Fearghal Felicity Fenella Ferdinand Finlay Fionnuala Florian Franziska Freya Friedrich Gareth Gerda Germaine Gethin"
    " Giacomo Gideon Gilbert Gisela Giorgi Gonçalo Goran Gottfried Gráinne Griselda Gudrun Guinevere Gustav Gwendolyn"
    " Gwilym Hallvard Hamish Hannelore Hedwig Helga Heloise Henrik Hermione Hesper Hilde Hildegard Hiram Horace Hortense"
    " Hubert Ieuan Ifan Ignacy Igor Ilse Imogen Ingeborg Iolanthe Iorwerth Irmgard Isidore Isolde Ivana Ivo Jadwiga Jarmila"
    " Jedediah Jemima Jerzy Jitka Jocelyn Jolanta Josiah Jutta Kazimierz Keir Kerttu Ketevan Kieran Kjersti Klaus Krystyna"
    " Kyllikki Ladislav Laszlo Leander Leif Leopold Levan Liesl Liselotte Llewellyn Lorcan Lothar Luděk Ludmila Lucian"
    " Maeve Magnus Mairead Malachy Malgorzata Manfred Margit Mariusz Marit Matthias Maud Maxime Mechthild Meinrad Merfyn"
    " Methuselah Milica Millicent Miroslava Mordecai Morwenna Muiris Murdo Myfanwy Nadezhda Nahum Nerys Niall Nicodemus Nikolaus"
    " Nino Obadiah Octavia Odhran Olaf Olwen Ondřej Oonagh Orla Orson Oswald Otakar Ottoline Padraig Penelope Perpetua"
    " Petronella Philomena Phineas Piotr Pelageya Radmila Ragnhild Raimund Rhiannon Rhys Roderick Roisin Roswitha Rufus Ruslana"
    " Rutherford Saoirse Sascha Selwyn Seraphina Shlomo Sibylle Sieglinde Siegfried Sigrid Silvester Slavko Sofie Sorcha Stanislava"
    " Stellan Svend Sybil Tabitha Tamsin Tancred Tavita Teuila Thaddeus Theodora Theobald Thora Tibor Tirza Tomasz Torbjørn"
    " Trefor Tristan Ulrike Una Urban Ursula Uschi Vakhtang Valdis Vasile Veerle Viggo Vilhelm Violetta Vivienne Vojtěch"
    " Waldemar Wanda Wendelin Wilfred Wilhelmina Winifred Wolfgang Xaver Yevdokia Yrsa Ysolde Zacharias Zdeněk Zelda Zofia"
    " DeShawn Keisha Lakeisha Tyrone Shaniqua Jermaine Latoya Marquis Tanisha Delroy Winston Cedella Marva Desmonia Tevita"
    " Sione Mele Losa Hohepa Aroha Wiremu Ngaire Kalani Leilani Keoni Malia Ratu Sefo Bayani Dalisay Ligaya Rizalino Maricel"
    " Jejomar Putu Ketut Wayan Slamet Bambang Sulastri Wulan Somchai Siriporn Niran Kanya Thiha Aung Khin Mya Bolormaa Batbayar"
    " Tsering Pema Dorji Sonam Kinley Tashi Anahit Gayane Hrant Karapet Nune Tigran Vahan Aram Zurab Tamaz Eteri Aibek Gulnara"
    " Nursultan Dilnoza Rustam Zarina Aigerim Hadassah Avraham Yael Shoshana Eliezer Tzipora Moshe Rivka Noam Itamar Ayelet"
    " Mehmet Ayşe Hülya Osman Şule Tolga Yıldız Emre Gönül Serkan Haruki Kazuo Emiko Noriko Ryota Shigeru Michiko Yoshiko"
    " Daiki Kaori Makoto Ayumi Hassan Warsame Hodan Abdirahman Fartun Ayaan Ayanda Thulani Nokuthula Sibusiso Refilwe Katlego"
    " Boitumelo Nthabiseng Tumelo Anesu Kudzai Tatenda Chimwemwe Mphatso Thokozani Aristide Bertrand Célestin Dieudonné Espérance"
    " Fulgence Gaspard Honorine Innocent Jacqueline Marie-Claire Pacifique Prosper Télesphore Wilfried Yolande Zéphyrin"
).split()
OLD_FAMILY = (
    "Abernethy Ackroyd Adair Ahlgren Ainsworth Alcott Alderton Allardyce Amundsen Andrić Anstruther Appleyard Arbuthnot"
    " Arkwright Ashdown Aspinall Atherton Babić Bainbridge Balfour Balodis Barraclough Bartók Beauchamp Beaumont Berezowski"
    " Bergström Berisha Bevilacqua Bickerstaff Bielak Birtwistle Blackwood Blaszczyk Boateng Bosman Botha Bouchard Brannigan"
    " Braithwaite Brezhnev Brûlé Bukowska Bürgi Cadwallader Callaghan Calloway Carmichael Castellanos Čermák Chatterton Chisholm"
    " Cholmondeley Clutterbuck Coetzee Colquhoun Constantinou Cruickshank Csonka Cunningham Czerny Dahlberg Dalgleish Davenport"
    " Debnam Delaunay Demirci Desrosiers Devereux Dimitrova Djokić Dobrev Donoghue Dragić Drinkwater Dubois Duplessis Dvořák"
    " Eastwood Ebersole Eisenberg Ekström Ellingsen Elphinstone Enright Erdoğan Eriksen Escoffier Etxeberria Fairbairn Fairclough"
    " Farquhar Fauconnier Featherstone Fenwick Ferrante Fiorentino Fitzpatrick Fjeld Fortescue Fotheringham Fothergill Frobisher"
    " Gajewski Gallacher Garibaldi Gavrilov Georgescu Gerasimov Giannakis Gilchrist Goldblum Gottlieb Gough Grabowska"
    " Grafton Greenhalgh Grünewald Gudmundsson Guðjónsdóttir Haagensen Habsburg Halvorsen Hardcastle Hargreave Hartnell Hathaway"
    " Havel Hawthorne Heffernan Heikkinen Hendrickx Herzog Higginbotham Hlaváček Holzmann Honeycutt Horváth Hovhannisyan Hruška"
    " Huddleston Ibragimov Iglesias Illingworth Ionescu Jabłoński Jankauskas Janssens Jephson Jóhannesson Jørgensen Joubert Juhász"
    " Kaczmarek Kallas Kapanadze Karagiannis Karapetyan Kekkonen Khachaturian Kinsella Kirchner Kiss Klein-Vogel Knezević Koivisto"
    " Kokkinos Kołodziej Konečný Kowalczuk Krajíček Krasniqi Kristiansen Kruger Kuipers Kvaratskhelia Lachance Lagerlöf Langstaff"
    " Lathbury Laskaris Leclerc Leszczyński Levinson Liepiņa Lillehammer Lindholm Llewelyn Lochhead Loizou Longbottom Lovelace"
    " Lundgren Maartens Macalister MacAskill MacGillivray Mackintosh Magnusson Mahoney Majewski Makarios Maki Mandelbaum Marchetti"
    " Mészáros McAllister McCorquodale McGillicuddy McIlroy Meijer Melnyk Merryweather Mitchelmore Mitrović Montague Moreau Mortensen"
    " Mulcahy Musgrave Nagy Naismith Nakashidze Nekrasov Nordström Novák Nowakowski Nyberg Nyström Oakeshott O'Callaghan O'Driscoll"
    " O'Shaughnessy Oglethorpe Okoro-Jones Olafsdottir Oosterhuis Orlov Ostrowski Özdemir Padgett Pancras Panagiotou Pankhurst Pareja"
    " Pavlović Pemberton Penhaligon Peterkin Petrosyan Pettigrew Pfeiffer Pietersen Pilkington Pinkerton Podolski Popescu Postlethwaite"
    " Prendergast Pridmore Prokop Quigley Radcliffe Ramsbottom Rasmussen Ravenscroft Redfern Reinhardt Ribeiro Rigby Rosenthal Rothschild"
    " Rutkowska Saarinen Saltmarsh Sarkisian Savić Schaefer Schlegel Schoonmaker Scrimgeour Sedlak Shackleton Shuttleworth Sienkiewicz"
    " Silverstein Simić Skarsgård Skovgaard Slaughter Snodgrass Sokołowska Somerville Stavridis Steenkamp Stefánsson Stjernberg Stonehouse"
    " Strindberg Struthers Sutherland Svoboda Szabó Szczepański Tabone Talbot Tamm Tautou Thistlewood Thorvaldsen Throckmorton Tkachenko"
    " Tolliver Torvalds Trelawney Tsiolkas Turnbull Twelvetrees Ueberroth Ulriksen Underhill Urquhart Vaillancourt Valk Vanderbilt"
    " Varga Vasiliou Vasquez-Hart Vestergaard Villeneuve Vlachos Vuković Wadsworth Wakefield Walcott Wallenberg Warburton Weatherby"
    " Weinberg Wetherell Whittaker Widmark Wierzbicki Wilberforce Winterbottom Wojciechowski Wolstenholme Worthington Wrigley Wyndham"
    " Yeoman Yilmaz Yordanov Zabludowicz Zakarian Zeller Zieliński Ziegler Zimmermann Zografos Zuidema Dorji Wangchuk Tuivasa"
    " Fonoti Tuilagi Pohatu Ngata Kapaakea Kealoha Macaraeg Dimaculangan Magbanua Suharto Wibowo Santoso Hidayat Sukhothai Boonmee"
    " Srisuk Chaiyasit Win Htun Tint Ganbold Enkhtuya Murakami Shimizu Kawasaki Fujimoto Matsuda Inoue Hasegawa Ogawa Okada Guled"
    " Farah Jama Warsame Nkomo Tshabalala Masuku Ramaphosa Sesay Kamara Koroma Bangura Conteh Jallow Camara Barry Kouyate Sissoko"
    " Bagayoko Nsengiyumva Uwase Mukamana Hakizimana Lumumba Kabila Tshisekedi Mobutu Mulamba Ilunga Kalala"
).split()


def latin(name: str) -> str:
    """Return a name with its Cyrillic and Greek letters in Latin ones; others stay as they are."""
    plain = "".join(
        letter for letter in unicodedata.normalize("NFD", name.lower()) if not "\u0300" <= letter <= "\u036f"
    )
    if not any(letter in LATIN for letter in plain):
        return name
    return "".join(
        LATIN.get(letter, letter).replace("-", "") if letter != "-" else letter for letter in plain
    ).title()


def _doubled(syllables: list[str], rng: random.Random, glue: str) -> str:
    one, two = rng.sample(syllables, 2)
    return f"{one.title()}{glue}{two}"


def _chinese(rng: random.Random) -> str:
    family = rng.choice(CHINESE)
    given = rng.choice(SYLLABLES).title() if rng.random() < 0.35 else _doubled(SYLLABLES, rng, "")
    return f"{family} {given}" if rng.random() < 0.6 else f"{given} {family}"


def _korean(rng: random.Random) -> str:
    family, given = (
        rng.choice(KOREAN),
        _doubled(HANGUL, rng, rng.choice(("-", "-", "", " "))).replace(" ", "-"),
    )
    return f"{family} {given}" if rng.random() < 0.5 else f"{given} {family}"


def _vietnamese(rng: random.Random) -> str:
    middle = " ".join(rng.sample(MIDDLE, rng.choice((1, 1, 1, 2))))
    parts = [rng.choice(VIETNAMESE), middle, rng.choice(VIET_GIVEN)]
    return " ".join(parts if rng.random() < 0.75 else [parts[2], parts[0]])


def _arabic(rng: random.Random) -> str:
    given, father, tribe = rng.choice(ARABIC), rng.choice(ARABIC), rng.choice(NISBA)
    given = rng.choice(
        (
            given,
            given,
            given,
            f"Abd{rng.choice((' al-', 'ul ', 'el-', ' Al '))}{rng.choice(('Rahim', 'Aziz', 'Karim', 'Malik', 'Hamid'))}",
        )
    )
    article = rng.choice(("Al-", "al-", "Al ", "El ", "El-", ""))
    kin = rng.choice(("", "", "", f" {rng.choice(('bin', 'ibn', 'bint', 'Bin'))} {father}", f" {father}"))
    return f"{given}{kin} {article}{tribe}"


def _malay(rng: random.Random) -> str:
    given = rng.choice(ARABIC) + rng.choice(("", "", f" {rng.choice(ARABIC)}"))
    lead = rng.choice(("", "", "Siti ", "Nur ", "Muhammad ", "Mohd ", "Wan "))
    return f"{lead}{given} {rng.choice(('bin', 'binti', 'Bin', 'Binti', 'b.', 'bt'))} {rng.choice(ARABIC)}"


def _persian(rng: random.Random) -> str:
    return f"{rng.choice(PERSIAN)} {rng.choice(PERSIAN_LAST)}{rng.choice(('', '', '', '-' + rng.choice(PERSIAN_LAST)))}"


def _indian(rng: random.Random) -> str:
    given, last = rng.choice(INDIAN), rng.choice(INDIAN_LAST)
    middle = rng.choice(INDIAN + ["Kumar", "Kaur", "Singh", "Devi", "Lal", "Bai"])
    initials = f"{rng.choice('ABGKMNPRSTV')}. {rng.choice('ABGKMNPRSTV')}. "
    return rng.choice(
        (
            f"{given} {last}",
            f"{given} {last}",
            f"{given} {middle} {last}",
            f"{initials}{last}",
            f"{given} {middle}",
        )
    )


def _african(rng: random.Random) -> str:
    given, last = rng.choice(AFRICAN), rng.choice(AFRICAN_LAST)
    return rng.choice(
        (
            f"{given} {last}",
            f"{given} {last}",
            f"{given} {rng.choice(AFRICAN)} {last}",
            f"{given} {last}-{rng.choice(AFRICAN_LAST)}",
        )
    )


def _hispanic(rng: random.Random) -> str:
    given, last, other = rng.choice(HISPANIC), rng.choice(HISPANIC_LAST), rng.choice(HISPANIC_LAST)
    of = rng.choice(
        (" de la Cruz", " de los Santos", " del Carmen", " de Jesús", " del Pilar", " de la Torre")
    )
    shapes = (
        f"{given} {last}",
        f"{given} {last} {other}",
        f"{given} {rng.choice(HISPANIC)} {last} {other}",
        f"{given}{of} {last}",
        f"{given} {last}{rng.choice((' y ', '-', ' de '))}{other}",
    )
    return rng.choice(shapes)


MAKERS: tuple[tuple[Callable[[random.Random], str], int], ...] = (
    (_chinese, 4), (_korean, 2), (_vietnamese, 3), (_arabic, 4), (_malay, 2), (_persian, 2), (_indian, 6), (_african, 5), (_hispanic, 5),
)  # fmt: skip
GIVEN = [*ARABIC, *PERSIAN, *INDIAN, *INDIAN, *AFRICAN, *AFRICAN, *HISPANIC, *VIET_GIVEN]
FAMILY = [*NISBA, *PERSIAN_LAST, *INDIAN_LAST, *AFRICAN_LAST, *HISPANIC_LAST, *CHINESE, *VIETNAMESE, *KOREAN]


def full(rng: random.Random) -> str:
    """Return a full name of Asia, Africa, the Middle East or Latin America in its own order."""
    return rng.choices([make for make, _ in MAKERS], [weight for _, weight in MAKERS])[0](rng)
