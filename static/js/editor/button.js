// A button in the editor's toolbar.
const C = window.CKEDITOR;

export const addButton = (editor, name, { label, icon, keystroke, act, command, isOn }) => {
  editor.ui.componentFactory.add(name, (locale) => {
    const button = new C.ButtonView(locale);
    button.set({ label, icon, tooltip: true, keystroke });
    if (isOn) {
      button.isToggleable = true;
      button.bind("isOn").to(editor.commands.get(command), "value", Boolean);
    }
    if (command) button.bind("isEnabled").to(editor.commands.get(command), "isEnabled");
    button.on("execute", act);
    return button;
  });
  if (keystroke) {
    editor.keystrokes.set(keystroke, (event, cancel) => {
      cancel();
      act();
    });
  }
};
