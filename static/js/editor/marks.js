// What a paragraph is beside plain text: a question of an interview, or a quote that is set apart.
import { addButton } from "./button.js";

const C = window.CKEDITOR;

class QuestionCommand extends C.Command {
  refresh() {
    const blocks = [...this.editor.model.document.selection.getSelectedBlocks()];
    const paragraphs = blocks.filter((block) => this.editor.model.schema.checkAttribute(block, "question"));
    this.isEnabled = paragraphs.length > 0;
    this.value = this.isEnabled && paragraphs.every((block) => block.hasAttribute("question"));
  }

  execute() {
    const on = !this.value;
    this.editor.model.change((writer) => {
      for (const block of [...this.editor.model.document.selection.getSelectedBlocks()]) {
        if (on && block.name !== "paragraph") writer.rename(block, "paragraph");
        if (!this.editor.model.schema.checkAttribute(block, "question")) continue;
        if (on) writer.setAttribute("question", true, block);
        else writer.removeAttribute("question", block);
      }
    });
  }
}

// Enter at the end of a question begins its answer.
const answerAfterEnter = (editor) => editor.commands.get("enter").on("afterExecute", (event, { writer }) => {
  const block = editor.model.document.selection.anchor.parent;
  if (block.hasAttribute?.("question") && block.previousSibling?.hasAttribute("question") && block.isEmpty) {
    writer.removeAttribute("question", block);
  }
});

export function questions(editor) {
  const { labels } = editor.config.get("story");
  editor.model.schema.extend("paragraph", { allowAttributes: "question" });
  editor.model.schema.setAttributeProperties("question", { isFormatting: true });
  editor.conversion.attributeToAttribute({
    model: { name: "paragraph", key: "question", values: ["true"] },
    view: { true: { name: "p", key: "class", value: "question" } },
  });
  editor.commands.add("question", new QuestionCommand(editor));
  addButton(editor, "question", {
    label: labels.question,
    icon: C.IconAIChat,
    command: "question",
    isOn: true,
    keystroke: "Ctrl+Alt+Q",
    act: () => {
      editor.execute("question");
      editor.editing.view.focus();
    },
  });
  editor.once("ready", () => answerAfterEnter(editor));
}

class PullQuoteCommand extends C.Command {
  refresh() {
    const quote = this.quote();
    this.value = Boolean(quote?.hasAttribute("pullquote"));
    this.isEnabled = Boolean(quote) || this.editor.commands.get("blockQuote").isEnabled;
  }

  quote() {
    return this.editor.model.document.selection.getFirstPosition().findAncestor("blockQuote");
  }

  execute() {
    const { editor, value } = this;
    editor.model.change((writer) => {
      if (value) {
        editor.execute("blockQuote", { forceValue: false });
        return;
      }
      if (!this.quote()) editor.execute("blockQuote", { forceValue: true });
      if (this.quote()) writer.setAttribute("pullquote", true, this.quote());
    });
  }
}

export function pullQuotes(editor) {
  const { labels } = editor.config.get("story");
  editor.model.schema.extend("blockQuote", { allowAttributes: "pullquote" });
  editor.conversion.attributeToAttribute({
    model: { name: "blockQuote", key: "pullquote", values: ["true"] },
    view: { true: { name: "blockquote", key: "class", value: "pullquote" } },
  });
  editor.commands.add("pullQuote", new PullQuoteCommand(editor));
  addButton(editor, "pullQuote", {
    label: labels.pullquote,
    icon: C.IconAlignMiddle,
    command: "pullQuote",
    isOn: true,
    keystroke: "Ctrl+Alt+P",
    act: () => {
      editor.execute("pullQuote");
      editor.editing.view.focus();
    },
  });
}
