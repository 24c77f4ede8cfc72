"""The screen: widgets, pages, one window. The only room that imports QtWidgets.

How to add a page
-----------------
1. ``desk_app/ui/pages/<name>.py`` with a class of the same name, capitalised, derived from
   :class:`desk_app.ui.page.Page`. Its name stands in ``pages.ENTRIES`` already (comptoir, arrivages, etageres,
   messages, journee, reglages); the window shows a page on the rail as soon as its module is there, and makes it
   when it is shown for the first time.
2. Its words in ``resources/translations/{fr,en}/ui_<name>.toml``; its icon is ``resources/icons/<name>.svg``.
3. Build it in this order: ``_init_widgets``, ``_add_widgets``, ``_connect_signals``. Put widgets into ``self.main``
   (with a stretch where one takes the room) and cards into ``self.side``. Narrow windows put the side under the main
   part by themselves.
4. Override what it needs:
   ``on_scan(scan)`` gives back the ticket of its answer, so that the next scan waits for it;
   ``page_actions()`` lists what the function keys, Enter and Esc do now (buttons are made of them; call
   ``self.show_actions()`` when they change); ``refresh()`` reads anew what is shown;
   ``retranslate()`` writes what ``self.words.bind(label.setText, "ui_<name>.key")`` has not bound;
   ``resized()`` when ``self.narrow`` or ``self.low`` has changed.
5. All database and device work goes through the door, with the counter's functions from ``rooms``::

       desk = self.session.desk()
       return self.session.door.ask(lambda: rooms.receive.receive(desk, text), self._show, self._failed)

   ``_show(answer)`` calls ``self.say(answer)`` (band and sound) and, when something was written,
   ``self.session.tell_changed(Change.PARCELS)``; every page in front then gets ``refresh()``. Troubles of the
   environment and bugs are shown by the window; ``_failed`` only puts the page's own state right.
   Long work: ``door.ask_long(lambda work: …, then, failed, progress)``; the ticket's ``cancel()`` stops it.
6. Buttons are :class:`widgets.key_button.KeyButton` or have ``Qt.FocusPolicy.NoFocus``: a scan must never press one.
   Text fields may have the focus; a scan into one is taken out again and arrives at ``on_scan``.

Widgets to use: ``widgets.labels`` (label, LineLabel, Card), ``chip`` (Chip, ChipButton), ``key_button``,
``empty_state``, ``banner``, ``band``, ``scrolling``. Colours, sizes and spacings: ``theme``.
"""
