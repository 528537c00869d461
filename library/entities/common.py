"""Names that many bear: of who is called no more than that, nothing is known outside the article."""

from __future__ import annotations

from functools import cache
from typing import Final

from library.entities.persons import FAMILY_FIRST
from library.entities.spelling import folded, listed
from library.entities.titles import COMMON

_SURNAMES: Final = listed(
    """
    Müller Schmidt Schmitt Schmitz Schmid Schneider Fischer Weber Meyer Meier Maier Mayer Mayr Wagner
    Becker Schulz Schulze Scholz Schultz Hoffmann Hofmann Schäfer Koch Bauer Richter Klein Wolf Wolff
    Schröder Neumann Schwarz Zimmermann Braun Krüger Hartmann Lange Krause Lehmann Köhler Herrmann
    König Walter Peters Kaiser Fuchs Lang Möller Weiß Jung Hahn Vogel Friedrich Keller Günther Berger
    Winkler Roth Beck Lorenz Baumann Franke Albrecht Schuster Simon Ludwig Böhm Winter Kraus Martin
    Schumacher Krämer Vogt Stein Jäger Otto Sommer Groß Seidel Heinrich Brandt Haas Schreiber Graf
    Dietrich Ziegler Kuhn Kühn Pohl Engel Horn Busch Bergmann Thomas Voigt Sauer Arnold Pfeiffer
    Gruber Huber Moser Steiner Egger Wimmer Müllner Hansen Petersen Jensen Nielsen Andersen Larsen
    Olsen Johansson Andersson Karlsson Nilsson Janssen Visser Bakker Lindner Hermann Paul Jansen

    Smith Johnson Williams Brown Jones Miller Davis Wilson Anderson Taylor Moore Jackson White Harris
    Thompson Robinson Clark Lewis Walker Hall Allen Young King Wright Hill Scott Green Adams Baker
    Nelson Carter Mitchell Roberts Turner Phillips Campbell Parker Evans Edwards Collins Stewart
    Morris Rogers Reed Cook Morgan Bell Murphy Bailey Cooper Richardson Cox Howard Ward Peterson Gray
    James Watson Brooks Kelly Price Bennett Wood Barnes Ross Henderson Coleman Jenkins Perry Powell
    Long Patterson Hughes Butler Simmons Foster Bryant Alexander Russell Griffin Hayes Ford Hamilton
    Graham Sullivan Wallace Cole West Jordan Owens Reynolds Fisher Ellis Harrison Gibson Marshall
    Murray Stone Webb Wells Simpson Stevens Tucker Porter Hunter Hicks Crawford Henry Boyd Mason
    Kennedy Warren Fox Rice Burns Gordon Shaw Holmes Robertson Hunt Black Palmer Mills Nichols Grant
    Ferguson Rose Dunn Spencer Gardner Stephens Payne Pierce Berry Matthews Arnold Willis Ray Watkins
    Olson Carroll Duncan Snyder Hart Cunningham Bradley Lane Andrews Ruiz Harper Clinton Bush Douglas

    García Rodríguez Martínez Hernández López González Pérez Sánchez Ramírez Torres Flores Rivera
    Gómez Díaz Reyes Morales Cruz Ortiz Gutiérrez Chávez Ramos Ruiz Álvarez Mendoza Vásquez Castillo
    Jiménez Moreno Romero Herrera Medina Castro Vargas Fernández Suárez Muñoz Silva Santos Oliveira
    Souza Pereira Costa Ferreira Almeida Rossi Russo Ferrari Bianchi Romano Esposito Ricci Dubois
    Durand Bernard Petit Leroy Moreau Laurent Simon Michel Yılmaz Kaya Demir Çelik Şahin Yıldız
    Yıldırım Öztürk Aydın Özdemir Arslan Doğan Kılıç Aslan Çetin Kara Koç Kurt Özkan Şimşek Polat
    Nowak Kowalski Kowalska Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański
    Novák Novotný Horvat Kovač Kovács Nagy Tóth Szabó Horváth Varga Popescu Popa Ionescu Jovanović
    Petrović Nikolić Marković Ivanović Iwanow Ivanov Smirnow Smirnov Kusnezow Kuznetsov Popow Popov
    Petrow Petrov Sokolow Sokolov Wolkow Volkov Iwanowa Ivanova Petrowa Petrova Melnyk Schewtschenko
    Shevchenko Bondarenko Kowalenko Kovalenko Tkatschenko Boiko Ali Ahmed Ahmad Hassan Hussein Hussain
    Khan Mohammed Mohamed Ibrahim Mahmud Mahmoud Abdullah Omar Salem Saleh Haddad Nasser Mansur Said
    Hosseini Ahmadi Mohammadi Karimi Cohen Levi Levy Mizrahi Peretz Singh Kumar Sharma Patel Gupta Das
    Shah Sato Suzuki Takahashi Tanaka Watanabe Ito Yamamoto Nakamura Kobayashi Kato Huang Yan Tan
    """
)
_GIVEN: Final = listed(
    """
    Anna Anne Andrea Angela Anja Anke Antje Astrid Barbara Beate Birgit Brigitte Carla Charlotte
    Christa Christiane Christina Christine Clara Claudia Cornelia Daniela Diana Doris Elena Elisabeth
    Ella Emilia Emma Erika Eva Franziska Frieda Gabriele Gisela Greta Hannah Hanna Heike Helga Ines
    Ingrid Iris Jana Jessica Johanna Julia Karin Katharina Kathrin Katja Katrin Kerstin Kim Lara
    Laura Lea Lena Leonie Lina Linda Lisa Luisa Manuela Maria Marie Marina Marion Martina Mia Michaela
    Mila Monika Nadine Nicole Nina Olga Petra Pia Regina Renate Sabine Sandra Sara Sarah Silke Silvia
    Simone Sofia Sonja Sophia Sophie Stefanie Stephanie Susanne Tanja Ulrike Ursula Ute Vanessa
    Alexander Andreas Anton Arne Ben Benedikt Benjamin Bernd Bernhard Björn Carl Carsten Christian
    Christoph Daniel David Dennis Dieter Dirk Dominik Elias Emil Erik Fabian Felix Finn Florian Frank
    Franz Friedrich Fritz Georg Gerd Gerhard Günter Hans Harald Heiko Heinrich Heinz Helmut Henry
    Herbert Holger Horst Ingo Jakob Jan Jens Joachim Johann Johannes Jonas Jörg Josef Julian Jürgen
    Kai Karl Karsten Kevin Klaus Konrad Kurt Lars Leo Leon Lorenz Louis Luca Ludwig Luis Lukas Manfred
    Marc Marcel Marco Marcus Mario Markus Martin Matthias Max Maximilian Michael Moritz Nico Niklas
    Nils Noah Norbert Olaf Oliver Oskar Patrick Paul Peter Philipp Rainer Ralf Reinhard Reiner Robert
    Roland Rolf Rudolf Sascha Sebastian Simon Stefan Steffen Stephan Sven Theo Thomas Thorsten Tim
    Tobias Tom Torsten Udo Ulrich Uwe Volker Walter Werner Wilhelm Wolfgang
    Alice Amanda Amy Ann Ashley Betty Carol Catherine Chloe Cynthia Deborah Donna Dorothy Elizabeth
    Emily Grace Heather Helen Jane Janet Jennifer Joan Joyce Judith Judy Karen Kate Kathleen Kelly
    Linda Lucy Margaret Mary Megan Melissa Michelle Nancy Olivia Pamela Patricia Rachel Rebecca Ruth
    Samantha Sharon Susan Teresa Victoria Virginia Aaron Adam Alan Albert Andrew Anthony Arthur Austin
    Bill Bob Brandon Brian Bruce Charles Charlie Chris Christopher Dan Dave Donald Douglas Dylan
    Edward Eric Ethan Eugene Gary George Gerald Gregory Harold Harry Jack Jacob James Jason Jeff
    Jeffrey Jeremy Jerry Jim Jimmy Joe Joel John Johnny Jonathan Jordan Joseph Joshua Justin Keith
    Ken Kenneth Larry Lawrence Liam Logan Luke Mark Matt Matthew Mike Nathan Nicholas Nick Phil Philip
    Ralph Raymond Richard Rob Roger Ronald Roy Russell Ryan Sam Samuel Scott Sean Stephen Steve Steven
    Terry Timothy Tony Tyler Vincent Wayne William Zachary José Juan Carlos Antonio Francisco Jesús
    Manuel Miguel Pedro Pablo Ana Carmen Isabel Giovanni Giuseppe Francesco Luigi Pierre Jean Jacques
    François Michel Mehmet Mustafa Ahmet Hüseyin Hasan Fatma Ayşe Emine Mohamed Mohammed Muhammad
    Ahmed Ali Omar Fatima Aisha Iwan Ivan Sergej Sergei Dmitri Andrej Alexej Olena Oksana Natalia
    Tatjana Swetlana Irina Jelena Piotr Jan Agnieszka Magda Ewa Katarzyna Tomasz Marek Pavel Petr
    """
)
_LETTERS: Final = 3
"""Letters of the shortest name that may be one person's."""


def is_common(plain: str) -> bool:
    """Tell whether `plain`, a folded name of one part, is a given name or surname of many."""
    return len(plain) < _LETTERS or plain in _common()


@cache
def _common() -> frozenset[str]:
    """Return the common names, folded."""
    return FAMILY_FIRST | {folded(name) for name in _SURNAMES | _GIVEN | COMMON}
