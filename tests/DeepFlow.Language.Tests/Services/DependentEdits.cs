using CsCheck;

namespace DeepFlow.Language.Tests.Services;

/// <summary>A program whose declarations see each other, under edits of what others depend on: signatures, steps inside a called pipeline, labels, layers.</summary>
internal static class DependentEdits
{
    public const string Program = """
        dataset digits {
            item image(1, 28, 28)
            label { zero, one, two }
        }

        model net(hidden: int = 8) {
            input image(1, 28, 28)
            flatten()
            linear(hidden)
            linear(3)
        }

        form remarks {
            note: text
        }

        pipeline data(source: dataset<digits>) -> (data: dataset<digits>) {
            step prepared = preprocess(data: source, scale: 0..1)
            return data: prepared.data
        }

        /// Trains one.
        pipeline training(train: dataset<digits>, seed: int = 1) -> (version: model) {
            step split = split_data(data: train, first: 80%, seed: seed)
            step fit = train(model: net(hidden: 16), train: split.first, validation: split.rest, loss: cross_entropy, optimizer: adam(), epochs: 5, batch: 64)
            step judgement = approval(title: "Good enough?", form: remarks) {
                on reject -> fit, max 3
            }
            step kept = register_model(model: fit.model, name: "net")
            return version: kept.version
        }

        pipeline whole(source: dataset<digits>) {
            step first = data(source: source)
            step second = training(train: first.data)
            step again = approval(title: "Once more?") {
                on reject -> second.fit | first, max 2
            }
            step measured = evaluate_model(model: second.version, data: first.data)
        }

        """;

    private static readonly (string From, string To)[] Edits =
    [
        ("seed: int = 1", "seed: int"), ("train: dataset<digits>, seed", "rows: dataset<digits>, seed"), ("-> (version: model)", "-> (made: model)"),
        ("-> (version: model)", ""), ("-> (data: dataset<digits>)", "-> (data: int)"), ("step fit =", "step fitted ="), ("step fit =", "for x in [1] { step fit ="),
        ("on reject -> fit", "on reject -> split"), ("label { zero, one, two }", "label { zero, one }"), ("image(1, 28, 28)", "image(3, 32, 32)"),
        ("linear(3)", "linear(2)"), ("hidden: int", "width: int"), ("note: text", "rating: int"), ("form remarks", "form notes"),
        ("model net", "model mesh"), ("dataset digits", "dataset numbers"), ("pipeline data", "pipeline rows"), ("pipeline training", "pipeline whole"),
        ("pipeline whole", "pipeline training"), ("first.data", "first.rows"), ("second.version", "second.made"), ("epochs: 5", "epochs: 6"),
        ("step first = data(", "step first = training("), ("return version", "step more = whole(source: train)\n    return version"),
        ("/// Trains one.", "// a line\n\n/// Trains two."), ("scale: 0..1", "scale: 0..2, unknown: 1"), ("dataset digits {", "model digits {"),
        ("title: ", "titel: "), ("}\n\nmodel", "\nmodel"), ("pipeline", "\n\npipeline"), ("\n\n", "\n"),
    ];

    /// <summary>The program, then what becomes of it edit by edit; each edit may be taken back by a later one.</summary>
    public static Gen<IReadOnlyList<string>> Chain { get; } = Gen.Select(Gen.Int[0, Edits.Length - 1], Gen.Bool).List[1, 12].Select(picked =>
    {
        var chain = new List<string> { Program };
        foreach (var (edit, forward) in picked)
        {
            var (from, to) = forward ? Edits[edit] : (Edits[edit].To, Edits[edit].From);
            chain.Add(from.Length == 0 ? chain[^1] : chain[^1].Replace(from, to, StringComparison.Ordinal));
        }

        return (IReadOnlyList<string>)chain;
    });
}
