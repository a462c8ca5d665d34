# language: de
Funktionalität: Korb

  Szenario: Ein Stück
    Angenommen an empty basket
