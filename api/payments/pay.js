// The one button of the page: the bill is paid in play, and the page is shown again as it then stands.
const button = document.getElementById("pay");
const fault = document.getElementById("fault");

button?.addEventListener("click", async () => {
  button.disabled = true;
  fault.textContent = "";
  try {
    const answer = await fetch(location.pathname, { method: "POST" });
    if (!answer.ok) throw new Error(String(answer.status));
    location.reload();
  } catch {
    fault.textContent = "没有缴成，请再试一次；缴过一次的不会再收。";
    button.disabled = false;
  }
});
