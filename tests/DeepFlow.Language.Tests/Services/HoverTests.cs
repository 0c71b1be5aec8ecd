namespace DeepFlow.Language.Tests.Services;

public class HoverTests
{
    private const string Program = """
        /// Pictures of clothes.
        dataset fashion {
            item image(1, 28, 28)
            label { tshirt, trouser }
        }
        /// One hidden layer.
        model mlp(hidden: int = 128) {
            input image(1, 28, 28)
            flatten()
            linear(hidden)
            linear(2)
        }
        pipeline p(data: dataset<fashion>) {
            /// Two parts.
            step split = split_data(data: data, first: 80%)
            step learning = train(model: mlp, train: split.first, validation: split.rest) {
                checkpoint every 1 epoch
            }
            step judgement = approval(title: "?") {
                by model_validator, "ada"
                due 3d, remind 1d, then "board", then owner after 2d
            }
        }

        """;

    [Theory]
    [InlineData("step spl¦it", "step split = split_data", "Two parts.", "`data_engineer`", "`split.first`: `dataset<fashion>`")]
    [InlineData("split.fir¦st", "first: dataset<fashion>")]
    [InlineData("= split_da¦ta", "split_data(data: dataset<D>", "A job of `data_engineer`, stage data")]
    [InlineData("model: m¦lp", "model mlp(hidden: int", "One hidden layer.", "`flatten` → `[784]`", "`linear` → `[2]`", "100,738 parameters")]
    [InlineData("    lin¦ear(hidden)", "`[784]` → `[128]`, 100,480 parameters")]
    [InlineData("linear(hid¦den)", "hidden: int", "A hyperparameter of `mlp`.")]
    [InlineData("dataset<fash¦ion>", "dataset fashion", "Pictures of clothes.", "`tshirt`, `trouser`")]
    [InlineData("step judge¦ment", "By `model_validator`, `\"ada\"`.")]
    [InlineData("by model_val¦idator", "a role of the people")]
    [InlineData("\"a¦da\"", "`ada`: a person or a group")]
    [InlineData("then \"bo¦ard\"", "`board`: a person or a group")]
    [InlineData("then own¦er after", "`owner`: a role")]
    [InlineData("d¦ue 3d", "When a person should have answered")]
    [InlineData("check¦point every", "saves where it is")]
    public void Hover_OnTheName_Tells(string marked, params string[] expected)
    {
        var plain = marked.Replace("¦", "", StringComparison.Ordinal);

        var hover = new Cursor(Program.Replace(plain, marked, StringComparison.Ordinal)).Hover;

        hover.Should().ContainAll(expected);
    }
}
