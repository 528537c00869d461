"""Titles and other words that stand before a name and are no part of it: `Präsident`, `Dr.`, `Sir`."""

from __future__ import annotations

import re
from typing import Final

from library.entities.spelling import listed

_GERMAN: Final = """
    Abgeordneter? Altkanzler Anwalt Arzt Autor Außenministerium Bischof Botschafter Bundeskanzler
    Bürgermeister Chef Diktator Direktor Doktor Erzbischof Forscher Frau Fürst Fürstin Gouverneur
    Graf Gräfin Gründer Hauptmann Herr Herrn Herrscher Herzog Historiker Innensenator Kaiser
    Kaiserin Ajatollah Großajatollah Prophet Republikaner Demokrat Sozialdemokrat Kandidat Kanzler
    Kapitän Kardinal Kollege Kommissar Kommissarin König Königin Kronprinz Kronprinzessin Machthaber
    Meister Minister Moderator Moderatorin Oberst Papst Pastor Pfarrer Politiker Politologe Premier
    Prinz Prinzessin Profifußballer Präsident Richter Regisseur Schauspieler Schauspielerin
    Schriftsteller Senator Senatorin Sänger Sängerin Sprecher Staatsanwalt Stürmer Trainer Torwart
    Unternehmer Verteidiger Vorsitzender? Zar Zarin Ayatollah Großayatollah Scheich Imam Rabbi
    Rabbiner Mullah Emir Sultan Schah General Generalmajor Generalleutnant Admiral Major Leutnant
    Feldwebel Schwester Bruder Pater Prof Dr Mag Dipl Ing
    """
_GERMAN_ENDS: Final = """
    präsident kanzler minister chef sprecher sekretär direktor vorsitzende vorsitzender vorsitzenden
    kommissar beauftragte beauftragter beauftragten bürgermeister meister politiker abgeordnete
    abgeordneter abgeordneten richter anwalt senator trainer experte expertin forscher botschafter
    gouverneur general kandidat leiter manager berater rat rätin professor gründer star stürmer
    torwart spieler spielerin führer herrscher machthaber oberhaupt diplomat unternehmer milliardär
    premier mann frau anwältin ärztin arzt autor regisseur sänger schauspieler journalist ökonom
    historiker wissenschaftler analyst koordinator inhaber vize könig königin kronprinz reporter
    """
_ENGLISH: Final = """
    Mr Mrs Ms Miss Mx Dr Prof Professor Sir Dame Lord Rev Reverend Fr Father Sister Brother Rabbi
    Imam Sheikh Ayatollah President Vice-President Chancellor Premier Minister Secretary Senator Sen
    Rep Representative Congressman Congresswoman Governor Gov Mayor Councillor Cllr Judge Justice
    Chief General Gen Lt Col Colonel Capt Captain Major Maj Sgt Sergeant Admiral Adm Commander Cmdr
    Officer Detective Inspector King Queen Prince Princess Emperor Empress Duke Duchess Pope Cardinal
    Archbishop Bishop Pastor Ambassador Chairman Chairwoman Chair Director Coach Striker Goalkeeper
    Midfielder Defender Spokesman Spokeswoman Spokesperson Leader Dictator Deputy Foreign Defence
    Defense Finance Prime Home Interior Attorney Speaker Tsar Sultan Hon Saint St
    Secretary-General Director-General CEO
    """
_ANY_CASE: Final = listed(
    """president chancellor minister senator governor mayor general secretary spokesman spokeswoman
    judge professor king queen prince princess pope cardinal bishop ambassador director coach former
    ex prime vice deputy foreign leader chief"""
)
"""English titles that are not capitalised before a name."""

_LOWER_BEFORE: Final = _ANY_CASE | listed(
    """der die das den dem des ein eine einen einem einer the a an and und von dessen deren sein seine
    ihr ihre früherer frühere früheren ehemaliger ehemalige ehemaligen damaliger damalige damaligen
    amtierende amtierender neue neuer neuen russische russischen deutsche deutscher deutschen
    """
)

_QUALIFIERS: Final = listed(
    """
    Vice Supreme Opposition Kremlin Acting Former
    Afghan African American Argentine Armenian Asian Australian Austrian Azerbaijani Belarusian
    Belgian Brazilian British Bulgarian Canadian Chilean Chinese Colombian Croatian Cuban Cypriot
    Czech Danish Dutch Egyptian Estonian Ethiopian European Finnish French Georgian German Greek
    Hungarian Indian Indonesian Iranian Iraqi Irish Israeli Italian Japanese Jordanian Kenyan Korean
    Latvian Lebanese Libyan Lithuanian Mexican Moldovan Nigerian Norwegian Pakistani Palestinian
    Philippine Polish Portuguese Romanian Russian Saudi Scottish Serbian Slovak Slovenian Spanish
    Swedish Swiss Syrian Taiwanese Thai Tunisian Turkish Ukrainian Venezuelan Vietnamese Welsh
    """
)
"""Words that belong to a title which follows them: `French President`."""
_OF_TITLE: Final = re.compile(
    r" *of (?:State|Defen[cs]e|Commerce|Staff|Justice|Labou?r|Health|Energy|Education) "
)
"""What may follow a title: `Secretary of State`."""
_BEFORE_TITLE: Final = re.compile(r"(?:[A-Z]\.?){2,5}|[^\W\d_A-ZÄÖÜ][\w-]{3,}")
"""What belongs to a title too, if one follows: `US President`, `chinesischen Präsidenten`."""

_INFLECTED: Final = re.compile(r"(?:in|innen|en|n|s|es)$")
ABBREVIATED: Final = listed(
    "Dr Prof Mag Dipl Ing Mr Mrs Ms Rev Fr Sen Rep Gov Lt Col Capt Maj Sgt Adm Gen St Hon"
)
"""Titles that are written short, with or without a full stop; none is a name."""

_WORDS: Final = frozenset(
    word.rstrip("?") for word in (_GERMAN + " " + _ENGLISH).split() if word
) | frozenset(("Abgeordnete", "Abgeordneten", "Vorsitzende", "Vorsitzenden"))
_ENDS: Final = tuple(
    sorted({end + tail for end in _GERMAN_ENDS.split() for tail in ("", "in", "s", "en", "n")})
)
COMMON: Final = listed(
    """
    Bauer Koch Lehrer Töpfer Schneider Richter Fischer Jäger Förster Schäfer Weber Zimmermann
    Maurer Bäcker Metzger Schuster Schreiner Tischler Schmied Krüger Kaiser König Fürst Graf
    Herzog Ritter Bischof Papst Mönch Engel Teufel Wolf Fuchs Hase Vogel Hahn Adler Falke Bär Stern
    Mond Winter Sommer Herbst Frühling Berg Wald Stein Bach Busch Baum Rose Blume Gold Silber Eisen
    Stahl Holz Horn Klein Groß Gross Lang Kurz Schwarz Weiß Weiss Braun Roth Rot Grün Blau Jung Alt
    Neu Kühn Frei Reich Arm Stark Schön Wild Ernst Lustig Fröhlich Freund Nachbar Bürger Kaufmann
    Kramer Krämer Händler Wirt Gast Meister Bürgermeister Schulze Vogt Hauptmann Major Hammer Nagel
    Messer Keller Hof Haus Kirche Burg Schloss Tor Markt Mai März Montag Sonntag Freitag Pfeffer Salz
    Kraus Held Sieg Glück Kummer Sorge Zorn Liebe Hauer Binder Drescher Sommer Friede Frank Franke
    Sachse Bayer Böhm Hesse Schwabe Preuß Pohl Unger Beck Ziegler Glaser Seiler Sattler Schlosser
    Essen Reise Schütz Schütze Kunst Kluge Linke Rechte Grüne Gabel Strauß Ehrlich Wunder Hoffnung
    Young Brown Baker Black White Green Gray Grey Blue Gold Silver King Queen Prince Duke Earl Knight
    Bishop Pope Priest Abbot Cook Carpenter Mason Potter Fisher Hunter Shepherd
    Farmer Gardener Butcher Butler Page Clark Clerk Judge Law Major Marshall Sergeant Field Fields
    Hill Hills Wood Woods Forest Brook Brooks Lake Rivers River Stone Stones Rock Banks Bank Bridge
    Church Hall House Houses Street Park Parks Marsh Moore West East North South Winter Winters
    Summer Summers Spring May June August Friday Sunday Day Days Night Knight Rose Flowers Berry
    Bush Bean Rice Wolf Fox Hawk Bird Swan Crow Lamb Bull Buck Hart Stag Long Short Small Little
    Large Strong Sharp Swift Quick Wise Good Best Bright Brave Bold Rich Poor Price Cash Penny Power
    Powers Love Joy Grace Hope Faith Christian English French Welsh Irish Holland Ireland
    England Case Chance Cross Fair Free Freeman Newman Bell Ball Board Book Box Chase Close Cole Cross
    Dean Drew Driver Ford Frost Gates Glass Grant Hammer Head Hood Hunt Hurt Ray Reed Sears Singer Star
    Sterling Storm Street Sun Temple Turner Walker Wall Ward Waters Weaver Webb Wells Will Wills
    """
)
"""Surnames that are words as well: only a recogniser can tell which is meant."""


def is_title(word: str) -> bool:
    """Tell whether `word`, without spaces, is a title or an office in German or English."""
    if word.endswith("."):
        return word[:-1] in ABBREVIATED
    last = word.rpartition("-")[2]
    if word in _WORDS or last in _WORDS or _INFLECTED.sub("", last) in _WORDS:
        return True
    return word[:1].isupper() and len(last) > 5 and last.lower().endswith(_ENDS)


_ARTICLES: Final = listed("der dem den")
_FIRST: Final = re.compile(r"[^\s,]+[,\s]+")


def name_start(name: str) -> int:
    """Return the offset in `name` at which the titles before it end: 10 in `Präsident Putin`.

    At least one word remains, even if it looks like a title: people are called König.
    """
    start = end = 0
    noble = False
    while match := _FIRST.match(name, end):
        word = match[0].rstrip(", \t\n\xa0")
        end = match.end()
        # An article after von belongs to the name, as in von der Leyen, unless a title follows.
        noble = word == "von" or (noble and word in _ARTICLES)
        if is_title(word) or (word in _LOWER_BEFORE and not noble):
            start = end
            if more := _OF_TITLE.match(name, end):
                start = end = more.end()
        elif not (noble or word in _QUALIFIERS or _BEFORE_TITLE.fullmatch(word)):
            break
    return start
